import Foundation

/// The server's end of one connection. Waits at most a minute for anything: many tests share two processors.
public final class Connection {
    private let socket: CInt
    private var ahead: [UInt8] = []

    init(_ socket: CInt) {
        self.socket = socket
        #if canImport(Darwin)
            var yes: CInt = 1
            unsafe setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<CInt>.size))
        #endif
        limit(SO_RCVTIMEO, to: timeval(tv_sec: 60, tv_usec: 0))
        limit(SO_SNDTIMEO, to: timeval(tv_sec: 60, tv_usec: 0))
    }

    deinit { close(socket) }

    /// The next request's head with its empty line; `nil` when the client is gone.
    public func head() -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = ahead.firstRange(of: end) {
                defer { ahead.removeSubrange(..<range.upperBound) }
                return String(decoding: ahead[..<range.upperBound], as: UTF8.self)
            }
            guard let more = receive() else { return nil }
            ahead += more
        }
    }

    /// So many bytes of a body.
    public func body(_ count: Int) -> [UInt8] {
        while ahead.count < count {
            guard let more = receive() else { break }
            ahead += more
        }
        defer { ahead.removeFirst(min(count, ahead.count)) }
        return Array(ahead.prefix(count))
    }

    /// Throws away what comes until the client is gone.
    public func drain() {
        while receive() != nil {}
    }

    public func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    public func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Foundation.send(socket, $0.baseAddress, $0.count, Self.noSignal)
            }
            guard count > 0 else { throw POSIXError(.EPIPE) }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends zeros until the client takes no more for a while, or until so many are sent. Gives how many.
    public func flood(upTo limit: Int, patience milliseconds: Int) -> Int {
        self.limit(SO_SNDTIMEO, to: timeval(tv_sec: 0, tv_usec: .init(milliseconds * 1000)))
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        var sent = 0
        while sent < limit {
            let wanted = min(zeros.count, limit - sent)
            let count = unsafe zeros.withUnsafeBytes {
                unsafe Foundation.send(socket, $0.baseAddress, wanted, Self.noSignal)
            }
            guard count > 0 else { break }
            sent += count
        }
        self.limit(SO_SNDTIMEO, to: timeval(tv_sec: 60, tv_usec: 0))
        return sent
    }

    private func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private func limit(_ option: CInt, to time: timeval) {
        var time = time
        unsafe setsockopt(socket, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    #if canImport(Darwin)
        private static let noSignal: CInt = 0
    #else
        private static let noSignal = CInt(MSG_NOSIGNAL)
    #endif
}
