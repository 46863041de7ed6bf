import Foundation
import Gemini
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// Answers without end.
struct BoundTests {
    @Test func tokensThatAlternateEndTheList() async throws {
        let service = ScriptedTransport { sent, _ in
            (
                200, [:],
                #"{"files": [{"name": "files/a"}], "nextPageToken": "\#(sent.path.contains("=a") ? "b" : "a")"}"#
            )
        }
        var count = 0
        for try await _ in GeminiClient.scripted(service).files.list() { count += 1 }
        #expect(count == 3)
    }

    @Test func emptyPagesWithoutEndEndTheList() async throws {
        let service = ScriptedTransport { _, number in (200, [:], #"{"nextPageToken": "t\#(number)"}"#) }
        let error = await #expect(throws: GeminiError.self) {
            for try await _ in GeminiClient.scripted(service).files.list() {}
        }
        #expect(error?.message.contains("10000 pages") == true)
    }

    @Test func aListCanBeCancelled() async throws {
        let service = ScriptedTransport { _, number in (200, [:], #"{"nextPageToken": "t\#(number)"}"#) }
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                await #expect(throws: CancellationError.self) {
                    for try await _ in GeminiClient.scripted(service).files.list() {}
                }
            }
        }
        #expect(service.sent.isEmpty)
    }

    @Test(arguments: ["[],", "{},", "1,", "\"\","])
    func anAnswerOfTooManyValuesIsOneClearFailure(piece: String) async {
        let text = "{\"status\": \"completed\", \"x\": [" + String(repeating: piece, count: 600_000) + "1]}"
        let service = ScriptedTransport(json: text)
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service, attempts: 1).interactions.create(model: "m", input: "hi")
        }
        #expect(error?.message.contains("too many values") == true)
    }

    @Test func anAnswerOfTooManyBytesIsReadNoFurther() async {
        let piece = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
        let service = ScriptedTransport.pieces { _, _ in .init(pieces: Array(repeating: piece, count: 4096)) }
        let gemini = GeminiClient.scripted(service, attempts: 1)
        let error = await #expect(throws: GeminiError.self) { try await gemini.files.get("files/a") }
        #expect(error?.message.contains("larger than") == true)
        #expect(error?.isTransient == false)
    }

    @Test func ofARefusalTheBeginningIsEnough() async {
        let piece = Array(#"{"error": {"message": "no"}}"#.utf8) + [UInt8](repeating: 32, count: 1 << 20)
        let service = ScriptedTransport.pieces { _, _ in
            .init(status: 400, pieces: Array(repeating: piece, count: 4096))
        }
        let error = await #expect(throws: GeminiError.self) {
            try await GeminiClient.scripted(service).files.get("files/a")
        }
        #expect(error?.message == "no")
    }

    @Test func annotationsWithoutNumberTakeTheirTimeOnce() async throws {
        let delta =
            #"data: {"event_type": "step.delta", "index": 0, "delta": {"type": "text_annotation_delta", "annotations": [{"type": "x"}]}}"#
        let many = String(repeating: delta + "\n\n", count: 20_000)
        let service = ScriptedTransport.pieces { _, _ in
            .events(Events.created(), Events.start(), Events.text("a"), many, Events.completed(), Events.done)
        }
        let request = InteractionRequest(model: "m", input: "hi", store: false)
        let whole = try await GeminiClient.scripted(service).interactions.stream(request).interaction()
        guard case .modelOutput(let output) = whole.steps.last, case .text(let block) = output.content.last else {
            Issue.record("no text")
            return
        }
        #expect(block.annotations?.count == 20_000)
        #expect(block.text == "a")
    }

    @Test func aStreamOfTooManyValuesIsOneClearFailure() async {
        let list = "[" + String(repeating: "[],", count: 400_000) + "1]"
        let event =
            #"data: {"event_type": "step.delta", "index": 0, "delta": {"type": "text_annotation_delta", "annotations": \#(list)}}"#
        let service = ScriptedTransport.pieces { _, _ in
            .init(
                headers: ["Content-Type": "text/event-stream"],
                pieces: Array(repeating: Array((event + "\n\n").utf8), count: 40)
            )
        }
        let request = InteractionRequest(model: "m", input: "hi", store: false)
        let error = await #expect(throws: GeminiError.self) {
            _ = try await GeminiClient.scripted(service, attempts: 1).interactions.stream(request).interaction()
        }
        #expect(error?.message.contains("too many values") == true)
    }
}
