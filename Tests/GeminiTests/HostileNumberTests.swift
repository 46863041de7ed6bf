import Foundation
import Gemini
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Numbers of a service that makes them up.
struct HostileNumberTests {
    static let numbers = [
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "12345678901234567890", "1e400", "-1e400",
        "-0", "0.5",
        "1e-400", "1e18", "-1", "9007199254740993", "null", "\"7\"", "true", "[]",
    ]
    static let counters = [
        "total_tokens", "total_input_tokens", "total_output_tokens", "total_thought_tokens", "total_cached_tokens",
        "total_tool_use_tokens",
    ]

    @Test(arguments: numbers)
    func tokensCanBeCalculatedWith(number: String) throws {
        let members =
            Self.counters.map { "\"\($0)\": \(number)" } + [
                "\"input_tokens_by_modality\": [{\"modality\": \"audio\", \"tokens\": \(number)}]"
            ]
        let usage = try #require(Usage(json: JSONValue(parsing: "{\(members.joined(separator: ","))}")))
        var sum = usage
        for _ in 0..<2000 { sum = sum + usage }
        for usage in [usage, sum] {
            let counts = [
                usage.totalTokens, usage.totalInputTokens, usage.totalOutputTokens, usage.totalThoughtTokens,
                usage.totalCachedTokens, usage.totalToolUseTokens, usage.inputTokensByModality.first?.tokens,
            ]
            for count in counts.compactMap(\.self) { #expect((0...Usage.largestCount).contains(count)) }
        }
    }

    @Test func aCountThatIsOneStaysAsItIs() throws {
        let usage = try #require(
            Usage(json: JSONValue(parsing: #"{"total_tokens": 1234567, "total_input_tokens": 3.0}"#))
        )
        #expect(usage.totalTokens == 1_234_567)
        #expect(usage.totalInputTokens == 3)
        #expect((usage + usage).totalTokens == 2_469_134)
    }

    @Test(arguments: numbers)
    func sizesCanBeAdded(number: String) throws {
        for value in [number, "\"\(number.replacing("\"", with: ""))\""] {
            let file = try #require(
                RemoteFile(json: JSONValue(parsing: "{\"name\": \"files/a\", \"sizeBytes\": \(value)}"))
            )
            #expect(file.sizeBytes.map { (0..<(1 << 52)).contains($0) } ?? true)
        }
    }

    @Test(arguments: ["-9223372036854775808", "9223372036854775807", "-1", "6", "1e3", "x", ""])
    func anUploadThatIsSaidToHaveImpossibleBytesIsBegunAnew(received: String) async throws {
        let folder = TemporaryFolder()
        let source = try SourceFile(opening: folder.write("hello", to: "file").path)
        let service = ScriptedTransport { sent, _ in
            switch sent["X-Goog-Upload-Command"] {
            case "start": (200, Self.started, "")
            case "query": (200, ["X-Goog-Upload-Status": "active", "X-Goog-Upload-Size-Received": received], "")
            case nil: (404, [:], "")
            default: throw TransportError(.broken, "lost")
            }
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        }
        #expect(error?.kind == .uploadFailed)
        #expect(service.sent.filter { $0["X-Goog-Upload-Command"] == "start" }.count == 2)
    }

    @Test(arguments: ["9223372036854775807", "-9223372036854775808", "0", "1e9", "x"])
    func anyGranularityIsSurvived(granularity: String) async throws {
        let folder = TemporaryFolder()
        let source = try SourceFile(opening: folder.write("hello", to: "file").path)
        let service = ScriptedTransport { sent, number in
            var started = Self.started
            started["X-Goog-Upload-Chunk-Granularity"] = granularity
            let stored = #"{"file": {"name": "files/abc", "sizeBytes": "5", "state": "ACTIVE"}}"#
            return number == 0 ? (200, started, "") : (200, ["X-Goog-Upload-Status": "final"], stored)
        }
        let file = try await GeminiClient.scripted(service).files.upload(source, mimeType: "text/plain")
        #expect(file.name == "files/abc")
    }

    @Test(arguments: [
        "1e400", "-1", "nan", "inf", "9223372036854775807", "-9223372036854775808", "1e18",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Thu, 01 Jan 0001 00:00:00 GMT", "0x7fffffffffffffff", "",
    ])
    func anyDelayIsAWaitOrNone(delay: String) async {
        for name in ["Retry-After", "retry-after-ms"] {
            let service = ScriptedTransport { _, _ in (429, [name: delay], "") }
            let error = await #expect(throws: GeminiError.self) {
                try await GeminiClient.scripted(service, attempts: 2).files.get("files/a")
            }
            #expect(error?.kind == .rateLimited)
            #expect(error?.retryAfter.map { (.zero ... .seconds(366 * 86400)).contains($0) } ?? true)
        }
    }

    private static let started = [
        "X-Goog-Upload-URL": "https://generativelanguage.googleapis.com/upload/v1beta/files?upload_id=u1",
        "X-Goog-Upload-Status": "active",
    ]
}
