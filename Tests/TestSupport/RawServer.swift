import Foundation
import Synchronization

/// A server on loopback that does with each connection whatever a test says, byte by byte, on a thread of its own.
public final class RawServer: Sendable {
    public let port: Int
    private let listener: CInt
    private let counter: Counter

    /// How many connections were made.
    public var connections: Int { counter.value }

    public init(_ serve: @escaping @Sendable (Connection) throws -> Void) throws {
        (listener, port) = try Self.bound()
        guard listen(listener, 64) == 0 else { throw POSIXError(.EADDRINUSE) }
        let counter = Counter()
        self.counter = counter
        let listener = listener
        Thread.detachNewThread { @Sendable in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                counter.add()
                Thread.detachNewThread { @Sendable in
                    let connection = Connection(socket)
                    // A connection that the client broke is what some tests want.
                    try? serve(connection)
                }
            }
        }
    }

    deinit {
        shutdown(listener, CInt(SHUT_RDWR))
        close(listener)
    }

    /// A socket with a port on which nothing listens.
    public static func bound() throws -> (socket: CInt, port: Int) {
        let socket = socket(AF_INET, Self.stream, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard result else { throw POSIXError(.EADDRINUSE) }
        return (socket, Int(UInt16(bigEndian: address.sin_port)))
    }

    #if canImport(Darwin)
        private static let stream = SOCK_STREAM
    #else
        private static let stream = CInt(SOCK_STREAM.rawValue)
    #endif
}

public final class Counter: Sendable {
    private let count = Atomic(0)
    public init() {}
    public var value: Int { count.load(ordering: .sequentiallyConsistent) }
    public func add(_ number: Int = 1) { count.add(number, ordering: .sequentiallyConsistent) }
}
