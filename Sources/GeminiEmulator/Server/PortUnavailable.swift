public import Foundation
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A port that cannot be had, and what to do about it.
public struct PortUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    public let port: Int
    /// Whether another program has it.
    public let isInUse: Bool
    private let reason: String

    init(port: Int, _ error: any Error) {
        let code = (error as? IOError)?.errnoCode
        self.port = port
        isInUse = code == EADDRINUSE
        reason = code.map { unsafe String(cString: strerror($0)) } ?? "\(error)"
    }

    public var description: String {
        isInUse ? "Port \(port) is in use, perhaps by another emulator." : "Port \(port) cannot be served: \(reason)."
    }
}

extension PortUnavailable: LocalizedError {
    public var errorDescription: String? { description }
}
