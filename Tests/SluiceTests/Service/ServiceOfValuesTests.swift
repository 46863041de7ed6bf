import Foundation
import Sluice
import Synchronization
import TestSupport
import Testing

/// The whole engine, answered by values: no HTTP, no emulator, no Gemini.
struct ServiceOfValuesTests {
    /// A service that answers from a closure and remembers what it was given.
    final class Values: ModelService {
        let name = "values"
        let prepared = Mutex<[String]>([])
        let discarded = Mutex(0)
        let asked = Mutex<[ModelRequest]>([])
        private let answer: @Sendable (ModelRequest) throws -> ModelAnswer

        init(_ answer: @escaping @Sendable (ModelRequest) throws -> ModelAnswer) { self.answer = answer }

        func prepare(_ media: MediaFile, for use: MediaUse, in call: ServiceCall) async throws -> MediaAttachment {
            prepared.withLock { $0.append(call.item) }
            return MediaAttachment(media, transport: .inline, payload: media.sha256)
        }

        func answer(_ request: ModelRequest, in call: ServiceCall) async throws -> ModelAnswer {
            try await call.request(.generation) {
                asked.withLock { $0.append(request) }
                return try answer(request)
            }
        }

        func discard(_ attachments: [MediaAttachment]) async { discarded.withLock { $0 += attachments.count } }
    }

    private let folder = TemporaryFolder()

    private func run(_ yaml: String, _ service: Values, options: RunOptions = RunOptions()) async throws -> RunSummary {
        try await Run(
            try Recipe(yaml: yaml, file: "test.yaml"),
            over: [(folder / "in").path],
            to: folder / "out",
            using: service,
            options: options
        ).start()
    }

    private let recipe = """
        sluice: 1
        model: any-model
        turns:
          - {input: [{text: "What is it?"}, {media: files}], response: {schema: "title"}}
          - {input: [{text: "In one word: {{previous.text}}"}]}
        """

    @Test func answersAWholeRunWithoutHTTP() async throws {
        for name in ["a", "b", "copy of a"] {
            try folder.write(Sample.png(UInt8(name.utf8.last ?? 0)).data, to: "in/\(name).png")
        }
        let service = Values { request in
            let usage = TokenUsage(fields: ["total_input_tokens": 10, "total_output_tokens": 2, "total_tokens": 12])
            if !request.history.isEmpty { return ModelAnswer(text: "Word", usage: usage) }
            return ModelAnswer(text: #"{"title": "T"}"#, usage: usage, continuation: "first")
        }
        let summary = try await run(recipe, service)
        #expect(summary.completed == 3)
        #expect(summary.reused == 1)
        // Two dialogues of two turns: the copy has the answer of its original.
        #expect(service.asked.withLock(\.count) == 4)
        #expect(summary.usage?.totalTokens == 48)
        #expect(service.prepared.withLock(\.self).count == 2)
        #expect(service.discarded.withLock(\.self) == 2)
        let second = try #require(service.asked.withLock { $0.first { !$0.history.isEmpty } })
        #expect(second.texts == [#"In one word: {"title": "T"}"#])
        #expect(second.history[0].answer.continuation as? String == "first")
        #expect(second.history[0].input.count == 2)
        let record = try Record(contentsOf: folder / "out/a.png.json")
        #expect(record.text == "Word")
        #expect(record.turns.count == 2)
        #expect(try await run(recipe, service).upToDate == 3)
        #expect(service.asked.withLock(\.count) == 4)
    }

    @Test func whatItCannotAnswerIsAFailureWithACause() async throws {
        for name in ["a", "b"] { try folder.write(Sample.png(UInt8(name.utf8.last ?? 0)).data, to: "in/\(name).png") }
        let service = Values { request in
            guard request.media.first?.media.url.lastPathComponent == "a.png" else {
                throw Failure(kind: .rateLimited, message: "Not now")
            }
            return ModelAnswer(text: "half", failure: Failure(kind: .truncated, message: "Cut short"))
        }
        let summary = try await run("sluice: 1\nmodel: m\nturns: [{input: [{media: files}]}]", service)
        #expect(Set(summary.failures.map(\.error.kind)) == [.truncated, .rateLimited])
        #expect(try Record(contentsOf: folder / "out/a.png.json").turns.map(\.text) == ["half"])
        #expect(service.discarded.withLock(\.self) == 2)
    }

    @Test func itsBudgetAndItsConcurrencyAreKept() async throws {
        for number in 0..<20 { try folder.write(Sample.png(UInt8(number)).data, to: "in/\(number).png") }
        let inside = Mutex((now: 0, most: 0))
        let service = Values { _ in
            inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            defer { inside.withLock { $0.now -= 1 } }
            return ModelAnswer(
                text: "x",
                usage: TokenUsage(fields: ["total_input_tokens": 900, "total_output_tokens": 100, "total_tokens": 1000])
            )
        }
        var options = RunOptions()
        options.concurrency = 2
        options.mostTokens = 5_000
        let yaml = "sluice: 1\nmodel: m\ngeneration: {max_output_tokens: 100}\nturns: [{input: [{media: files}]}]"
        let summary = try await run(yaml, service, options: options)
        #expect(summary.stop?.name == "budget_exceeded")
        #expect((1...5).contains(summary.completed))
        #expect(inside.withLock(\.most) <= 2)
    }
}
