import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages
import SluiceSupport
import StructuredJSON

/// A stage whose outputs are remembered by the content of its inputs.
struct RememberingStage<Input: ContentKeyed, Output: Codable & Sendable>: Stage {
    let name = "job"
    let base: Pipeline<Input, Output>
    /// The job's name and the signature of its stages.
    let job: String
    let store: AnswerStore
    let context: JobContext
    /// The outputs, and failures that would repeat, of inputs under way.
    private let flights = SingleFlight<String, Result<[UInt8], Failure>>()

    init(base: Pipeline<Input, Output>, job: String, store: AnswerStore, context: JobContext) {
        self.base = base
        self.job = job
        self.store = store
        self.context = context
    }

    /// What became of an input.
    struct Answered: Sendable {
        let result: Result<Output, Failure>
        var isRemembered = true
        var usage: TokenUsage?
        var cost: Double? = 0
        var attempts = 0
        var elapsed = Duration.zero

        func item(at index: Int, _ input: Input) -> JobItem<Input, Output> {
            JobItem(
                index: index,
                input: input,
                result: result,
                isRemembered: isRemembered,
                usage: usage,
                cost: cost,
                attempts: attempts,
                elapsed: elapsed
            )
        }
    }

    /// - Throws: `CancellationError` when the job is asked to end before the input has an output; what keeps outputs from being stored, which ends
    ///   the job.
    func run(_ input: Input) async throws -> Answered {
        try await context.pace.items.withPermit {
            guard context.control.reason == nil else { throw CancellationError() }
            let key: String
            do {
                key = try await contentKey(of: input)
            } catch {
                return Answered(result: .failure(Failure(error)), isRemembered: false)
            }
            switch try await flights.join(key) {
            case .follow(.success(let output)): return Answered(result: .success(try Self.decode(output)))
            case .follow(.failure(let failure)): return Answered(result: .failure(failure))
            case .lead: return try await answer(input, key)
            }
        }
    }

    private func contentKey(of input: Input) async throws -> String {
        guard let identity = input.unreadIdentity else { return try await input.contentKey() }
        if let key = try await guarded({ try await store.contentKey(for: identity) }) { return key }
        let key = try await input.contentKey()
        // A file that changed meanwhile is read again the next time.
        if input.unreadIdentity == identity {
            try await guarded { try await store.remember(contentKey: key, for: identity) }
        }
        return key
    }

    private func remembered(_ key: String) async throws -> Output? {
        guard let stored = try await guarded({ try await store.stored(key, of: job) }), let output = stored.output
        else {
            return nil
        }
        // What another version of the type has stored counts as not stored.
        return try? Self.decode(output)
    }

    private func answer(_ input: Input, _ key: String) async throws -> Answered {
        var shared: Result<[UInt8], Failure>?
        defer { flights.complete(key, with: shared) }
        // Looked up while leading: what an earlier leader has stored is found.
        if let found = try await remembered(key) { return Answered(result: .success(found)) }
        let item = ItemContext(input.itemName, of: context)
        context.onEvent(.started(input.itemName))
        let start = ContinuousClock.now
        let result: Result<Output, any Error>
        do {
            result = .success(try await ItemContext.$current.withValue(item) { try await base.run(input) })
        } catch {
            result = .failure(error)
        }
        await item.end()
        var stored = AnswerStore.Stored(
            output: nil,
            failure: nil,
            usage: item.usage?.json.serialized(),
            cost: item.cost,
            attempts: item.attempts
        )
        let outcome: Result<Output, Failure>
        switch result {
        case .success(let value):
            stored.output = try Self.encode(value)
            outcome = .success(value)
        case .failure(let error):
            let failure = Failure(error)
            // What every other item would share ends the job, and the item stays as it was.
            if failure.isStop || context.control.endsRun(failure) {
                throw failure.isStop ? CancellationError() : failure
            }
            stored.failure = failure.json.serialized()
            outcome = .failure(failure)
        }
        try await guarded { [stored] in try await store.store(stored, as: key, of: job) }
        switch outcome {
        case .success: shared = stored.output.map { .success($0) }
        case .failure(let failure): shared = failure.isRetryable ? nil : .failure(failure)
        }
        return Answered(
            result: outcome,
            isRemembered: false,
            usage: item.usage,
            cost: item.cost,
            attempts: item.attempts,
            elapsed: .now - start
        )
    }

    /// Ends the job when its memory cannot be read or written.
    private func guarded<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as LedgerError {
            context.control.stop(StopReason(error))
            throw error
        }
    }

    private static func encode(_ output: Output) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        // A bare number or string is no JSON document to every decoder.
        return Array(try encoder.encode([output]))
    }

    private static func decode(_ bytes: [UInt8]) throws -> Output {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let output = try decoder.decode([Output].self, from: Data(bytes)).first else {
            throw Failure(kind: .internal, message: "An output that was stored is empty")
        }
        return output
    }
}
