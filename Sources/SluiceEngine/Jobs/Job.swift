public import Foundation
import SluiceLedger
public import SluiceStages
import SluiceSupport
import StructuredJSON

/// A pipeline that remembers: equal content is asked once, ever; a killed run goes on where it stopped.
///
/// ```swift
/// let describe = Detect().then(Upload(using: gemini)).then(Generate("Describe this image.", as: Card.self, using: gemini))
/// let job = try Job("alt-text", describe, remembering: URL(filePath: "alt-text.sqlite"))
/// for try await item in job.run(over: Folder("photos"), limits: JobLimits(budget: .dollars(5))) {
///     switch item.result {
///     case .success(let card): print(item.input.lastPathComponent, card.title)
///     case .failure(let failure): print(item.input.lastPathComponent, failure)
///     }
/// }
/// ```
///
/// An output is kept by the input's content and the pipeline's signature, and is committed before it is delivered: kill the process at
/// any moment, and the next run asks again only about what was under way. Inputs with equal content that are under way at the same time share
/// one answer. Failures are remembered as failures, and tried again.
public struct Job<Input: ContentKeyed, Output: Codable & Sendable>: Sendable {
    /// What tells the job's answers from those of other jobs in the same file.
    public let name: String
    private let stage: Pipeline<Input, Output>
    private let signature: String
    private let memory: URL?

    /// - Parameters:
    ///   - stage: A stage or pipeline. Each of its parts needs a signature; a closure has one when it is given a version.
    ///   - memory: The file that outputs are remembered in, for any number of jobs. `nil` remembers for one run only.
    /// - Throws: ``Failure`` of kind `invalid_request` when a part has no signature, so that nothing tells when its outputs change.
    public init(_ name: String, _ stage: some Stage<Input, Output>, remembering memory: URL?) throws {
        guard !stage.signature.isEmpty else {
            throw Failure(
                kind: .invalidRequest,
                message: "The outputs of \(stage.name) cannot be remembered: a part of it has no signature",
                hint:
                    "give closures a version, as in Pipeline(\"resize\", version: 1) { … }, and stages of your own a signature"
            )
        }
        self.name = name
        self.stage = Pipeline(stage)
        signature = stage.signature
        self.memory = memory
    }

    /// Runs the pipeline over inputs, those that are remembered excepted.
    ///
    /// Items come in the order in which they finish; an input is taken only while there is room for it, so a slow consumer slows the job
    /// and memory does not grow with the number of inputs. Cancelling the consuming task, or leaving the loop, asks the job to end: nothing new
    /// begins, and what is under way has ``JobLimits/grace`` to finish and be remembered.
    ///
    /// - Parameters:
    ///   - control: Ends the job early and in order.
    ///   - onEvent: Told what happens, from several tasks at once.
    /// - Returns: The items. Iterating throws, after the last item, what ended the job early: ``Failure`` of the budget, the day's quota, the key
    ///   or the memory; what the source of inputs throws; `CancellationError`.
    public func run<Inputs: AsyncSequence & Sendable>(
        over inputs: Inputs,
        limits: JobLimits = JobLimits(),
        control: RunControl = RunControl(),
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> JobRun<Input, Output> where Inputs.Element == Input {
        JobRun(control: control) { queue in
            let store = try AnswerStore(at: memory?.asLocal())
            defer { store.close() }
            let uploads = memory.map { UploadMemory.file($0.appendingPathExtension("uploads")) } ?? .run
            let context = JobContext(limits, counter: store, uploads: uploads, control: control, onEvent: onEvent)
            let remembering = RememberingStage(
                base: stage,
                job: "\(name)\n\(signature)",
                store: store,
                context: context
            )
            do {
                try await control.within(limits.grace) {
                    await ItemContext.$current.withValue(ItemContext(name, of: context)) {
                        for prepare in stage.preparations { await prepare() }
                    }
                    try await remembering.run(
                        over: UntilStopped(base: inputs, control: control),
                        limit: context.pace.mostItems
                    ) { outcome in
                        guard let answered = try? outcome.output else { return }
                        await queue.deliver(answered.item(at: outcome.index, outcome.input))
                    }
                }
            } catch is CancellationError where control.reason != nil {}
            await context.end()
            if let failure = control.reason?.failure { throw failure }
        }
    }

    /// Runs the pipeline over inputs: see ``run(over:limits:control:onEvent:)-(AsyncSequence,_,_,_)``.
    public func run<Inputs: Sequence & Sendable>(
        over inputs: Inputs,
        limits: JobLimits = JobLimits(),
        control: RunControl = RunControl(),
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) -> JobRun<Input, Output> where Inputs.Element == Input {
        run(over: Delivered(inputs), limits: limits, control: control, onEvent: onEvent)
    }
}

/// A source that ends when the job is asked to.
private struct UntilStopped<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable where Base.Element: Sendable {
    typealias Element = Base.Element
    let base: Base
    let control: RunControl

    struct Iterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator
        let control: RunControl

        mutating func next(isolation actor: isolated (any Actor)?) async throws(Base.Failure) -> Base.Element? {
            guard control.reason == nil else { return nil }
            return try await base.next(isolation: actor)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), control: control) }
}

extension StopReason {
    /// What ended the job. `nil` when somebody asked for it.
    fileprivate var failure: Failure? {
        switch self {
        case .requested, .failure: nil
        case .authentication(let failure), .refused(let failure), .unreachable(let failure), .quota(let failure),
            .budget(let failure), .storage(let failure), .unwritable(let failure), .error(let failure):
            failure
        }
    }
}
