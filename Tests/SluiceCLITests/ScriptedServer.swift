import Foundation
import Synchronization
import TestSupport

/// A service on loopback that answers every request with one body, and keeps what it was sent.
final class ScriptedServer: Sendable {
    let url: URL
    private let server: RawServer
    private let log: Log

    var bodies: [[UInt8]] { log.bodies.withLock(\.self) }
    var lastBody: [UInt8] { bodies.last ?? [] }

    private final class Log: Sendable {
        let bodies = Mutex<[[UInt8]]>([])
    }

    init(_ answer: String) throws {
        let log = Log()
        self.log = log
        server = try RawServer { connection in
            while let head = connection.head() {
                log.bodies.withLock { $0.append(connection.body(ScriptedServer.length(in: head))) }
                try connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(answer.utf8.count)\r\n\r\n\(answer)"
                )
            }
        }
        guard let url = URL(string: "http://127.0.0.1:\(server.port)") else { throw URLError(.badURL) }
        self.url = url
    }

    /// How long the body behind a head is.
    static func length(in head: String) -> Int {
        let line = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
        return line.flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) } ?? 0
    }
}
