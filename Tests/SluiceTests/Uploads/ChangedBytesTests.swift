import Foundation
import Gemini
import Sluice
import SluiceHTTP
import SluiceMedia
import Synchronization
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// What is sent is what was digested: the record, its key and the answer are of the same bytes.
struct ChangedBytesTests {
    private let desk = Desk()
    private let nobody = GeminiClient(key: "k", transport: ScriptedTransport(json: "{}"))

    @Test(arguments: [Recipe.Inline.auto, .always])
    func aPictureThatChangesBeforeItIsSentInsideIsNotSent(inline: Recipe.Inline) async throws {
        let file = try desk.write(.png(1), to: "a.png")
        try await expectChange(of: file, to: Sample.png(2).data, inline)
    }

    @Test func aTextThatChangesBeforeItIsSentIsNotSent() async throws {
        let file = try desk.write("Some words.\n", to: "a.txt")
        try await expectChange(of: file, to: Data("Other word.\n".utf8), .auto)
    }

    /// Of the same length, and with the same time of the last change.
    private func expectChange(of file: URL, to other: Data, _ inline: Recipe.Inline) async throws {
        let media = try await Detect().run(file)
        #expect(Int64(other.count) == media.bytes)
        let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] ?? Date.now
        try other.write(to: file)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
        var attacher = Attacher(gemini: nobody)
        attacher.use.options.inline = inline
        await #expect(throws: FileChanged.self) { try await attacher.attach(media) }
    }

    @Test func theRecordNamesTheBytesThatTheModelSaw() async throws {
        let pictures = [Sample.png(1).data, Sample.png(2).data]
        let files = try (0..<60).map { try desk.write(pictures[0], to: "in/\($0).png") }
        let seen = Mutex<[String: String]>([:])
        let service = ScriptedTransport { sent, _ in
            let input = try JSONValue(parsing: sent.body)["input"]?[0]?["content"]
            let data = input?[1]?["data"]?.string.flatMap { Data(base64Encoded: $0) }
            seen.withLock { $0[input?[0]?["text"]?.string ?? ""] = data.map { SHA256Digester.hex(of: Array($0)) } }
            return (
                200, [:],
                #"{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "a"}]}]}"#
            )
        }
        let isOver = Atomic(false)
        async let swaps: Void = {
            var round = 0
            while !isOver.load(ordering: .relaxed), round < 100 {
                round += 1
                for file in files {
                    try pictures[round % 2].write(to: file)
                    await Task.yield()
                }
            }
        }()
        let recipe = Desk.describing(prompt: "{{file.path}}", extra: "media: {inline: always}")
        let summary = try await desk.run(recipe, using: GeminiClient(key: "k", transport: service))
        isOver.store(true, ordering: .relaxed)
        try await swaps
        #expect(summary.total == 60)
        var compared = 0
        for name in try desk.records() {
            let record = try desk.record(name)
            let source = record["source"]?[0]
            guard record["status"] == "completed", record["reused_from"] == .null, let path = source?["path"]?.string
            else { continue }
            compared += 1
            #expect(source?["sha256"]?.string == seen.withLock { $0[path] }, "\(path)")
        }
        #expect(compared > 0)
    }
}
