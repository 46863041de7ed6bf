import Foundation
import Gemini
import SluiceCurl
import TestSupport
import Testing

/// Streams over real sockets.
struct LiveStreamTests {
    @Test func whoStopsReadingHangsUp() async throws {
        let (hungUp, feed) = AsyncStream.makeStream(of: Void.self)
        let server = try server { connection in
            try connection.send(
                "data: {\"event_type\":\"interaction.created\",\"interaction\":{\"status\":\"in_progress\"}}\n\n"
            )
            connection.drain()
            feed.yield()
            feed.finish()
        }
        for try await _ in stream(from: server) { break }
        // The server waits a minute for a word of the client; that it ends sooner is the client's doing.
        let start = ContinuousClock.now
        for await _ in hungUp {}
        #expect(ContinuousClock.now - start < .seconds(50))
    }

    @Test func aConnectionThatIsCutInTheMiddleIsAnError() async throws {
        let server = try server { connection in
            try connection.send(
                "data: {\"event_type\":\"step.delta\",\"delta\":{\"text\":\"half\"}}\n\ndata: {\"event_ty"
            )
        }
        let stream = stream(from: server)
        let error = await #expect(throws: GeminiError.self) { try await stream.interaction() }
        #expect(error?.partialText == "half")
    }

    private func server(_ serve: @escaping @Sendable (Connection) throws -> Void) throws -> RawServer {
        try RawServer { connection in
            guard let head = connection.head() else { return }
            let line = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length: ") }
            _ = connection.body(line.flatMap { Int($0.dropFirst("content-length: ".count)) } ?? 0)
            try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
            try serve(connection)
        }
    }

    private func stream(from server: RawServer) -> InteractionStream {
        let base = URL(string: "http://127.0.0.1:\(server.port)") ?? GeminiClient.serviceURL
        let gemini = GeminiClient.scripted(CurlTransport(), baseURL: base)
        return gemini.interactions.stream(model: "m", input: "hi", store: false)
    }
}
