import Foundation
import GeminiEmulator
import StructuredJSON
import Testing

/// What goes over one connection, in which order, and how it ends.
@Suite struct ConnectionTests {
    static let ask = #"{"model":"gemini-3.5-flash","input":"hi"}"#

    /// A request that does not end its connection.
    static func request(_ method: String, _ target: String, body: String = "") -> String {
        Socket.request(method, target, body: body).replacing("Connection: close\r\n", with: "")
    }

    @Test func answersComeInTheOrderOfTheirQuestions() async throws {
        let slow = Self.request("POST", "/v1/interactions", body: Self.ask)
        let quick = Self.request("GET", "/v1/models/gemini-3.5-flash")
        let last = Socket.request("GET", "/v1/files/none")
        let desk = Desk { $0.modelLatency = .milliseconds(30) }
        let text = try await withEmulatorServer(desk.emulator) { url in
            try await Socket.exchange(url, quick + slow + quick + slow + quick + last)
        }
        let heads = text.matches(of: /HTTP\/1.1 (\d+)|"(name|object)":"(models|interaction)/)
        let seen = heads.map { String($0.output.3 ?? $0.output.1 ?? "") }
        let quickly = ["200", "models"]
        let slowly = ["200", "interaction"]
        #expect(seen == quickly + slowly + quickly + slowly + quickly + ["403"])
    }

    @Test func manyQuestionsAtOnceAreAllAnswered() async throws {
        let many = String(repeating: Self.request("GET", "/v1/files"), count: 3000)
        let desk = Desk()
        let text = try await withEmulatorServer(desk.emulator) { url in
            try await Socket.exchange(url, many + Socket.request("GET", "/v1/models/gpt"))
        }
        #expect(text.matches(of: /HTTP\/1.1 200 OK/).count == 3000)
        #expect(desk.emulator.statistics.requests == 3001)
    }

    @Test func aHeadHasNoBody() async throws {
        let text = try await withEmulatorServer(Desk().emulator) { url in
            try await Socket.exchange(url, Socket.request("HEAD", "/v1/files"))
        }
        #expect(text.hasPrefix("HTTP/1.1 405 "))
        #expect(text.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        "nonsense\r\n\r\n", "GET /v1/files HTTP/1.1\r\nContent-Length: x\r\n\r\n", "GET / HTTP/9\r\n\r\n",
    ])
    func whatIsNoHTTPIsRefused(text: String) async throws {
        let desk = Desk()
        let answer = try await withEmulatorServer(desk.emulator) { try await Socket.exchange($0, text) }
        #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer)")
        #expect(answer.contains("INVALID_ARGUMENT"))
        #expect(desk.emulator.statistics.violations == ["malformed HTTP": 1])
    }

    @Test func aBodyInChunksIsReadToo() async throws {
        let head = """
            POST /v1/interactions HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nConnection: close\r\n\
            Transfer-Encoding: chunked\r\n\r\n
            """
        let length = String(Self.ask.utf8.count, radix: 16)
        let text = try await withEmulatorServer(Desk().emulator) { url in
            try await Socket.exchange(url, "\(head)\(length)\r\n\(Self.ask)\r\n0\r\n\r\n")
        }
        #expect(text.contains(#""status":"completed""#))
    }

    @Test func whoAsksWhetherToSendIsToldSo() async throws {
        let request = Socket.request("POST", "/v1/interactions", ["Expect: 100-continue"], body: Self.ask)
        let text = try await withEmulatorServer(Desk().emulator) { try await Socket.exchange($0, request) }
        #expect(text.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"))
    }

    @Test func aBodyOfManyMegabytesIsTaken() async throws {
        let input = String(repeating: "word ", count: 1_000_000)
        let body = #"{"model":"gemini-3.5-flash","input":"\#(input)"}"#
        let request = Socket.request("POST", "/v1/interactions", body: body)
        let text = try await withEmulatorServer(Desk().emulator) { try await Socket.exchange($0, request) }
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test(arguments: [true, false])
    func anAnswerStopsWhenItsClientLeavesIfTold(stops: Bool) async throws {
        let desk = Desk {
            $0.stopsWhenClientLeaves = stops
            $0.modelLatency = .milliseconds(stops ? 3_600_000 : 20)
        }
        try await withEmulatorServer(desk.emulator) { url in
            _ = try await Socket.exchange(
                url,
                Self.request("POST", "/v1/interactions", body: Self.ask),
                readsAnswer: false
            )
            while desk.emulator.statistics.calls.isEmpty || desk.emulator.statistics.runningRequests > 0 {
                // The server's own threads must have their turn.
                await Task.yield()
            }
        }
        #expect(desk.emulator.statistics.generations == (stops ? 0 : 1))
    }
}
