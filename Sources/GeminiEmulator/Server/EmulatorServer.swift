public import Foundation
import NIOCore

/// An ``Emulator`` on 127.0.0.1, over HTTP/1.1. No other address is ever bound.
public enum EmulatorServer {
    /// Serves until the task is cancelled, then closes every connection and returns.
    ///
    /// - Parameters:
    ///   - port: zero lets the system choose.
    ///   - onReady: is told the base URL once requests are taken; the server goes on when it returns and ends when it
    ///     throws.
    /// - Throws: ``PortUnavailable``, or what `onReady` throws.
    public static func run(
        _ emulator: Emulator,
        port: Int = 0,
        onReady: @escaping @Sendable (_ baseURL: URL) async throws -> Void = { _ in }
    ) async throws {
        let listener = try await Listener(port: port, emulator.service)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.serve() }
            group.addTask { try await onReady(listener.url) }
            try await group.waitForAll()
        }
    }
}

/// Serves for as long as a closure runs.
///
/// When it returns or throws, the port and every connection are closed.
///
/// - Throws: ``PortUnavailable``, or what `body` throws.
public func withEmulatorServer<Result>(
    _ emulator: Emulator,
    port: Int = 0,
    _ body: (_ baseURL: URL) async throws -> Result
) async throws -> Result {
    let listener = try await Listener(port: port, emulator.service)
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await listener.serve() }
        defer { group.cancelAll() }
        return try await body(listener.url)
    }
}
