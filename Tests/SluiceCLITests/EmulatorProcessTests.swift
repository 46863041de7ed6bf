import Foundation
import HTTPTypes
import Sluice
import SluiceCurl
import SluiceHTTP
import TestSupport
import Testing

/// `sluice emulator` as a process, asked over a socket.
struct EmulatorProcessTests {
    let folder = TemporaryFolder()

    @Test func faultsScriptsAndTheLogAreFiles() async throws {
        try folder.write("faults: [{on: {operation: files.list, call: 1}, do: {status: 503}}]", to: "faults.yaml")
        try folder.write("answers: [{when: {prompt: hello}, text: As written.}]", to: "script/a.yaml")
        let arguments = ["--faults", "faults.yaml", "--script", "script", "--log", "log.jsonl"]
        try await emulator(arguments) { ask in
            let files = [try await ask("GET", "/v1/files", nil), try await ask("GET", "/v1/files", nil)]
            #expect(files.map(\.status) == [503, 200])
            let answer = try await ask("POST", "/v1/interactions", #"{"model":"gemini-3.5-flash","input":"Hello"}"#)
            #expect(answer.json["steps"]?.array?.last?["content"]?[0]?["text"] == "As written.")
            let statistics = try await ask("GET", "/emulator/stats", nil)
            #expect(statistics.json["faults"] == ["fault 1": 1])
        }
        let lines = try String(contentsOf: folder / "log.jsonl", encoding: .utf8).split(separator: "\n")
        let statuses = try lines.map { try JSONValue(parsing: String($0))["status"] }
        #expect(statuses == [503, 200, 200])
    }

    @Test func oneEmulatorRecordsAnotherAndAThirdReplaysIt() async throws {
        let body = #"{"model":"gemini-3.5-flash","input":"Hello"}"#
        let first = try await emulator { ask in
            let base = try await ask("GET", "/", nil).base
            return try await emulator(["--record", "tape", "--upstream", base]) { ask in
                try await ask("POST", "/v1/interactions", body).json
            }
        }
        #expect(first["status"] == "completed")
        try await emulator(["--replay", "tape"]) { ask in
            let again = try await ask("POST", "/v1/interactions", body)
            let never = try await ask("GET", "/v1/files", nil)
            #expect(again.json == first)
            #expect(never.status == 501)
        }
    }

    struct Answer: Sendable {
        let base: String
        let status: Int
        let json: JSONValue
    }

    typealias Ask = @Sendable (_ method: String, _ path: String, _ body: String?) async throws -> Answer

    /// Runs an emulator for as long as the body does.
    private func emulator<Value: Sendable>(
        _ arguments: [String] = [],
        _ body: (Ask) async throws -> Value
    ) async throws -> Value {
        var value: Value?
        _ = try await sluice.run(
            ["emulator", "--port", "0", "--no-tools"] + arguments,
            in: folder.url,
            environment: [:]
        ) { output, process in
            guard value == nil, let end = output.firstIndex(of: "\n") else { return }
            defer { kill(process, SIGTERM) }
            value = try await body(asking(String(output[..<end])))
        }
        return try #require(value)
    }

    private func asking(_ address: String) -> Ask {
        let transport = CurlTransport()
        return { method, path, body in
            let url = try #require(URL(string: address))
            var request = HTTPRequest(
                method: try #require(HTTPRequest.Method(rawValue: method)),
                scheme: "http",
                authority: "127.0.0.1:\(try #require(url.port))",
                path: path
            )
            request.headerFields[try #require(HTTPField.Name("x-goog-api-key"))] = "some-key"
            let reply = try await transport.send(request, body: body.map { .bytes(Array($0.utf8)) } ?? .empty)
            let bytes = try await reply.body.collect(upTo: 1 << 20)
            return Answer(base: address, status: reply.head.status.code, json: try JSONValue(parsing: bytes))
        }
    }
}
