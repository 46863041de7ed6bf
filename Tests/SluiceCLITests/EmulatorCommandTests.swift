import Curl
import Foundation
import GeminiEmulator
import Sluice
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
        #expect(result.output.contains("chelsea.jpg is image/png"))
        #expect(result.output.contains("zero.png failed: Detect"))
        #expect(result.output.split(separator: "\n").count == 4)
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
