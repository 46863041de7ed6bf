import Foundation
import GeminiEmulator
import Sluice
import Synchronization
import TestSupport
import Testing

/// A pipeline that remembers.
struct JobTests {
    struct Card: StructuredOutput, Codable, Hashable {
        let title: String
        static let schema: JSONSchema = "title"
    }

    private let folder = TemporaryFolder()
    private let emulator: Emulator
    private let gemini: GeminiClient

    init() {
        var options = EmulatorOptions()
        options.tools = .none
        emulator = Emulator(options)
        gemini = GeminiClient(key: "k", transport: emulator)
    }

    private func describe(_ prompt: String = "What is it?") -> Pipeline<URL, Card> {
        Detect().then(Upload(using: gemini)).then(Generate(prompt, as: Card.self, using: gemini))
    }

    private func job(_ stage: Pipeline<URL, Card>) throws -> Job<URL, Card> {
        try Job("cards", stage, remembering: folder / "cards.sqlite")
    }

    private func photos(_ numbers: some Sequence<Int>) throws -> [URL] {
        try numbers.map { try folder.write(Sample.png(UInt8($0)).data, to: "in/\($0).png") }
    }

    private func items(_ run: JobRun<URL, Card>) async throws -> [JobItem<URL, Card>] {
        var items: [JobItem<URL, Card>] = []
        for try await item in run { items.append(item) }
        return items
    }

    private func storedFiles() async throws -> Int {
        var count = 0
        for try await _ in gemini.files.list() { count += 1 }
        return count
    }

    @Test func equalContentIsAskedOnceEver() async throws {
        let files = try photos([1, 2, 3])
        let copy = try folder.write(Sample.png(1).data, to: "in/copy of 1.png")
        let first = try await items(try job(describe()).run(over: files + [copy]))
        #expect(first.count == 4)
        let done = first.filter { (try? $0.output) != nil }
        #expect(done.count == 4)
        #expect(emulator.statistics.generations == 3)
        #expect(first.filter(\.isRemembered).count == 1)
        #expect(first.compactMap(\.usage?.totalTokens).reduce(0, +) > 0)
        #expect(try await storedFiles() == 0)
        // Another run asks nothing, and has the same cards.
        let second = try await items(try job(describe()).run(over: files + [copy]))
        #expect(second.filter(\.isRemembered).count == 4)
        let cards = [first, second].map { items in Set(items.compactMap { try? $0.output }) }
        #expect(cards[0] == cards[1])
        #expect(emulator.statistics.generations == 3)
        // Another question is another job's, in the same file.
        _ = try await items(try job(describe("Is it a cat?")).run(over: files))
        #expect(emulator.statistics.generations == 6)
    }

    @Test func aChangedFileIsAskedAboutAgain() async throws {
        let file = try photos([1])[0]
        _ = try await items(try job(describe()).run(over: [file]))
        try Sample.png(2).data.write(to: file)
        let again = try await items(try job(describe()).run(over: [file]))
        #expect(again.map(\.isRemembered) == [false])
        #expect(emulator.statistics.generations == 2)
    }

    @Test func aFailureIsOneItemsAndTriedAgain() async throws {
        let files = try photos([1, 2]) + [try folder.write("", to: "in/empty.png")]
        var options = EmulatorOptions()
        options.tools = .none
        options.faults = try FaultPlan(
            parsing:
                "faults: [{on: {operation: interactions.create, call: 1}, do: {status: 400, code: invalid_request}}]"
        )
        let rough = GeminiClient(key: "k", transport: Emulator(options))
        let stage = Detect().then(Upload(using: rough)).then(Generate("What is it?", as: Card.self, using: rough))
        let first = try await items(try job(stage).run(over: files, limits: JobLimits(concurrency: 1)))
        let kinds = first.compactMap { item -> Failure.Kind? in
            if case .failure(let failure) = item.result { failure.kind } else { nil }
        }
        #expect(Set(kinds) == [.invalidRequest, .emptyFile])
        let second = try await items(try job(stage).run(over: files))
        let done = second.filter { (try? $0.output) != nil }
        #expect(done.count == 2)
    }

    @Test func aClosureWithoutAVersionIsRefusedWithAWayOn() throws {
        let resize = Pipeline("resize") { (url: URL) in url }
        let failure = #expect(throws: Failure.self) { try self.job(resize.then(self.describe())) }
        #expect(failure?.message.contains("resize") == true)
        #expect(failure?.hint?.contains("version: 1") == true)
        #expect(throws: Never.self) {
            try self.job(Pipeline("resize", version: 1) { (url: URL) in url }.then(self.describe()))
        }
    }

    @Test func theBudgetEndsTheJobAndTheNextRunGoesOn() async throws {
        let files = try photos(0..<20)
        var config = GenerationConfig()
        config.maxOutputTokens = 200
        let stage = Detect().then(Upload(using: gemini)).then(
            Generate("What is it?", as: Card.self, using: gemini, generationConfig: config)
        )
        var done = 0
        let limits = JobLimits(concurrency: 2, budget: .tokens(8_000))
        let failure = await #expect(throws: Failure.self) {
            for try await item in try job(stage).run(over: files, limits: limits) where (try? item.output) != nil {
                done += 1
            }
        }
        #expect(failure?.kind == .budgetExceeded)
        #expect(done > 0 && done < 20)
        #expect(emulator.statistics.generations == done)
        let rest = try await items(try job(stage).run(over: files))
        #expect(rest.filter(\.isRemembered).count == done)
        #expect(emulator.statistics.generations == 20)
        #expect(try await storedFiles() == 0)
    }

    @Test func leavingTheLoopFinishesWhatIsUnderWay() async throws {
        let files = try photos(0..<30)
        for try await _ in try job(describe()).run(over: files, limits: JobLimits(concurrency: 3)) { break }
        // Nothing that was paid for is lost, wherever the loop was left.
        try await eventually("the uploads to be deleted") { try await storedFiles() == 0 }
        let paid = emulator.statistics.generations
        #expect(paid < 30)
        let rest = try await items(try job(describe()).run(over: files))
        #expect(rest.count == 30)
        #expect(emulator.statistics.generations == 30)
    }

    @Test func aCancelledTaskStopsInOrder() async throws {
        let files = try photos(0..<40)
        let work = Task { try await items(try job(describe()).run(over: files, limits: JobLimits(concurrency: 2))) }
        try await eventually("the first answer") { emulator.statistics.generations > 0 }
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(try await storedFiles() == 0)
        let paid = emulator.statistics.generations
        let rest = try await items(try job(describe()).run(over: files))
        #expect(rest.filter(\.isRemembered).count == paid)
        #expect(emulator.statistics.generations == 40)
    }

    @Test func anyStageWithASignatureIsRemembered() async throws {
        let runs = Mutex(0)
        let count = Pipeline("count", version: 1) { (text: String) in
            runs.withLock { $0 += 1 }
            return text.count
        }
        let job = try Job("lengths", count, remembering: folder / "lengths.sqlite")
        for _ in 0..<2 {
            var lengths: [Int] = []
            for try await item in job.run(over: ["a", "bb", "a"]) { lengths.append(try item.output) }
            #expect(lengths.sorted() == [1, 1, 2])
        }
        #expect(runs.withLock(\.self) == 2)
    }
}
