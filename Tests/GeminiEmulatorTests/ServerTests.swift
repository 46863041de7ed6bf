import Foundation
import GeminiEmulator
import StructuredJSON
import Testing

@Suite struct ServerTests {
    @Test func aRequestOverASocketIsAnswered() async throws {
        try await withEmulatorServer(Desk().emulator) { url in
            let answer = try await Socket.exchange(
                url,
                "GET /v1beta/files HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n{}\n"))
        }
    }

    @Test func oneConnectionCarriesOneRequestAfterAnother() async throws {
        let desk = Desk()
        try await withEmulatorServer(desk.emulator) { url in
            let first = "POST /v1beta/interactions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"
            let second =
                "GET /v1beta/files HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\n\r\n"
            let answer = try await Socket.exchange(url, first + second)
            #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
            #expect(answer.contains("HTTP/1.1 200 OK\r\n"))
        }
        #expect(desk.emulator.statistics.requests == 2)
    }

    @Test func anUploadComesBackToTheAddressThatWasAsked() async throws {
        try await withEmulatorServer(Desk().emulator) { url in
            let answer = try await Socket.exchange(
                url,
                """
                POST /upload/v1beta/files HTTP/1.1\r\nHost: localhost:1234\r\nx-goog-api-key: k\r\n\
                X-Goog-Upload-Protocol: resumable\r\nX-Goog-Upload-Command: start\r\nConnection: close\r\n\r\n
                """
            )
            #expect(answer.contains("x-goog-upload-url: http://localhost:1234/upload/v1beta/files?upload_id="))
        }
    }

    @Test func anUploadThatBreaksOffKeepsWhatArrived() async throws {
        let desk = Desk()
        let start = try await desk.startUpload(size: 100)
        let session = try #require(start.header("x-goog-upload-url")).replacing("https://gemini.test", with: "")
        try await withEmulatorServer(desk.emulator) { url in
            let head = """
                POST \(session) HTTP/1.1\r\nHost: localhost\r\nX-Goog-Upload-Command: upload, finalize\r\n\
                X-Goog-Upload-Offset: 0\r\nContent-Length: 100\r\n\r\n
                """
            _ = try await Socket.exchange(url, head + "0123456789", readsAnswer: false)
            var received: String?
            while received != "10" {
                // The server's own threads must have their turn.
                await Task.yield()
                received = try await desk.chunk(start, "query").header("x-goog-upload-size-received")
            }
        }
        let rest = try await desk.chunk(start, "upload, finalize", offset: 10, [UInt8](repeating: 1, count: 90))
        #expect(rest.json["file"]?["sizeBytes"] == "100")
    }

    @Test func aStreamArrivesInChunks() async throws {
        let body = #"{"model":"gemini-3.5-flash","input":"hi","stream":true}"#
        try await withEmulatorServer(Desk().emulator) { url in
            let answer = try await Socket.exchange(
                url,
                """
                POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\n\
                Content-Length: \(body.utf8.count)\r\n\r\n\(body)
                """
            )
            #expect(answer.contains("transfer-encoding: chunked"))
            #expect(answer.contains("data: [DONE]"))
        }
    }

    @Test func afterwardsNobodyListens() async throws {
        let url = try await withEmulatorServer(Desk().emulator) { $0 }
        await #expect(throws: (any Error).self) { try await Socket.exchange(url, "GET / HTTP/1.1\r\n\r\n") }
    }

    @Test func runEndsWithItsTask() async throws {
        let (ready, signal) = AsyncStream.makeStream(of: URL.self)
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await EmulatorServer.run(Desk().emulator) { signal.yield($0) } }
            var urls = ready.makeAsyncIterator()
            #expect(await urls.next()?.host() == "127.0.0.1")
            group.cancelAll()
            while let _ = try? await group.next() {}
        }
    }

    @Test func aClientThatClosesItsSideStillGetsItsAnswer() async throws {
        try await withEmulatorServer(Desk { $0.modelLatency = .milliseconds(20) }.emulator) { url in
            let body = #"{"model":"gemini-3.5-flash","input":"hi"}"#
            let request = Socket.request("POST", "/v1/interactions", body: body)
            let talk = try await Socket(closesItsSide: true).talk(url, request)
            #expect(talk.text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(talk.body.contains(#""status":"completed""#))
        }
    }

    @Test func connectionsAreCounted() async throws {
        let desk = Desk()
        try await withEmulatorServer(desk.emulator) { url in
            for _ in 0..<3 { _ = try await Socket.exchange(url, Socket.request("GET", "/v1/files")) }
            #expect(desk.emulator.statistics.connections == 3)
            #expect(desk.emulator.statistics.peakConnections >= 1)
        }
    }
}
