import Foundation
import GeminiEmulator
import Sluice
import SluiceCurl
import TestSupport
import Testing

/// Over real sockets: libcurl on one side, the emulator's server on the other.
struct EmulatorCommandTests {
    let folder = TemporaryFolder()

    @Test func theSameCommandWithAKeyAsksTheService() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await served { url in
            try await sluice.run(
                ["run", "describe-images", "photos", "-o", "out"],
                in: folder.url,
                environment: ["GOOGLE_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": url.absoluteString]
            )
        }
        #expect(result.code == 0, "\(result.errors)")
        let record = try JSONValue(parsing: Array(Data(contentsOf: folder / "out/a.png.json")))
        #expect(record["status"] == "completed")
        #expect(record["uploads"]?[0]?["uri"]?.string?.hasPrefix("http://127.0.0.1:") == true)
    }

    @Test func theKeyMayBeInAFile() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write("k\n", to: "key")
        let result = try await served { url in
            try await sluice.run(
                [
                    "run", "describe-images", "photos", "-o", "out", "--api-key-file", "key", "--base-url",
                    url.absoluteString,
                ],
                in: folder.url
            )
        }
        #expect(result.code == 0, "\(result.errors)")
    }

    @Test func aKeyThatIsRefusedIsExit77() async throws {
        try folder.write(pixel, to: "photos/a.png")
        var options = EmulatorOptions()
        options.keys = ["another"]
        let result = try await served(options) { url in
            try await sluice.run(
                ["run", "describe-images", "photos", "-o", "out", "--base-url", url.absoluteString],
                in: folder.url,
                environment: ["GEMINI_API_KEY": "very-secret"]
            )
        }
        #expect(result.code == 77, "\(result.errors)")
        #expect(!result.errors.contains("very-secret"))
    }

    @Test func theEmbeddingExampleRuns() async throws {
        try folder.write(pixel, to: "photos/chelsea.jpg")
        try folder.write(pixel, to: "photos/other.png")
        try folder.write("", to: "photos/zero.png")
        let result = try await served { url in
            try await Program("embedding").run(
                ["photos"],
                in: folder.url,
                environment: ["GOOGLE_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": url.absoluteString]
            )
        }
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("chelsea.jpg: "))
        #expect(result.output.contains("other.png: "))
        #expect(result.output.contains("zero.png: the file is empty"))
        #expect(result.output.split(separator: "\n").count == 3)
    }

    @Test(arguments: [
        (["--record", "r"], "go together"), (["--record", "r", "--upstream", "http://x", "--replay", "r"], "Either"),
        (["--replay", "r", "--faults", "f"], "own answers"), (["--latency", "-1"], "--latency"),
        (["--faults", "missing.yaml"], "cannot be read"), (["--script", "missing.yaml"], "is not there"),
        (["--replay", "missing"], "is not there"), (["--faults", "bad.yaml"], "bad.yaml"),
        (["--record", "r", "--upstream", "nonsense"], "not a base URL"),
        (["--storage", "bad.yaml/files"], "--storage: bad.yaml/files takes no files"),
        (["--record", "bad.yaml", "--upstream", "http://127.0.0.1:1"], "--record: bad.yaml takes no files"),
        (["--doubt", "event-ids"], "NAME=VALUE"), (["--doubt", "nothing=yes"], "nobody doubts nothing"),
        (["--doubt", "event-ids=perhaps"], "event-ids is yes|no, not perhaps"),
    ])
    func whatMakesNoSenseIsSaidAndExit64(arguments: [String], said: String) async throws {
        try folder.write("faults: [{do: {statuss: 1}}]", to: "bad.yaml")
        let result = try await sluice.run(["emulator"] + arguments, in: folder.url)
        #expect(result.code == 64)
        #expect(result.errors.contains(said), "\(result.errors)")
    }

    @Test func aPortThatAnotherHasIsSaidWithTheWayOn() async throws {
        let (result, port) = try await served { url in
            let port = String(try #require(url.port))
            return (try await sluice.run(["emulator", "--port", port]), port)
        }
        #expect(result.code == 69)
        #expect(result.errors.contains("Port \(port) is in use"), "\(result.errors)")
        #expect(result.errors.contains("--port 0"))
    }

    @Test func doubtsAreListed() async throws {
        let result = try await sluice.run(["emulator", "--doubt", "list"])
        #expect(result.code == 0)
        for doubt in Doubt.all { #expect(result.output.contains("\(doubt.name)=\(doubt.values)  [\(doubt.standard)]")) }
    }

    @Test(arguments: ["--faults-schema", "--script-schema"])
    func schemasArePrinted(option: String) async throws {
        let result = try await sluice.run(["emulator", option])
        #expect(result.code == 0)
        let schema = try JSONSchema(try JSONValue(parsing: result.output))
        #expect(schema.json["type"] == "object")
        #expect(!schema.violations(of: ["other": 1]).isEmpty)
    }

    private func served<Value>(
        _ options: EmulatorOptions = EmulatorOptions(),
        _ body: (URL) async throws -> Value
    ) async throws -> Value {
        var options = options
        options.tools = .none
        return try await withEmulatorServer(Emulator(options)) { url in try await body(url) }
    }
}
