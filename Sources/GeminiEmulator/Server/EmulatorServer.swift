public import Foundation
import NIOCore

/// An ``Emulator`` on 127.0.0.1, over HTTP/1.1. No other address is ever bound, and no web page of another host is answered.
public enum EmulatorServer {
    /// Serves until the task is cancelled, then closes every connection and returns.
    ///
    /// - Parameters:
    ///   - port: zero lets the system choose.
    ///   - allowedHosts: names that clients may reach it by beside `localhost` and the addresses of this machine's loopback. Requests
    ///     for other hosts, and those that a web page of another host makes, get 403.
    ///   - onReady: is told the base URL once requests are taken; the server goes on when it returns and ends when it
    ///     throws.
    /// - Throws: ``PortUnavailable``, or what `onReady` throws.
    public static func run(
        _ emulator: Emulator,
        port: Int = 0,
        allowedHosts: [String] = [],
        onReady: @escaping @Sendable (_ baseURL: URL) async throws -> Void = { _ in }
    ) async throws {
        let listener = try await Listener(port: port, GuardedAnswerer(emulator.service, hosts: allowedHosts))
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
/// - Parameters: as for ``EmulatorServer/run(_:port:allowedHosts:onReady:)``.
/// - Throws: ``PortUnavailable``, or what `body` throws.
public func withEmulatorServer<Result>(
    _ emulator: Emulator,
    port: Int = 0,
    allowedHosts: [String] = [],
    _ body: (_ baseURL: URL) async throws -> Result
) async throws -> Result {
    let listener = try await Listener(port: port, GuardedAnswerer(emulator.service, hosts: allowedHosts))
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await listener.serve() }
        defer { group.cancelAll() }
        return try await body(listener.url)
    }
}
