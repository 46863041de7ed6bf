import Foundation
import StructuredJSON

/// Turns a request into a finished interaction.
struct Generator: Sendable {
    let options: EmulatorOptions
    let scripts: ScriptBook
    private let counters: Counters
    private let resolver: MediaResolver
    private let model: OfflineModel

    init(options: EmulatorOptions, counters: Counters, resolver: MediaResolver, model: OfflineModel) {
        self.options = options
        scripts = ScriptBook(options.script)
        self.counters = counters
        self.resolver = resolver
        self.model = model
    }

    /// Whether every file of a request may be used; before a stream begins or work goes to the background.
    func check(_ job: Job) throws(Refusal) {
        for step in job.history + job.request.input {
            for block in step["content"]?.array ?? [] where block["type"]?.string != "text" {
                try resolver.check(block)
            }
        }
    }

    /// The answer. Takes the latency that was asked for, or longer.
    ///
    /// All there is to do is done before the pause, so that many who are answered at the same moment do not wait for each other.
    ///
    /// - Parameter form: What is made of the answer.
    @concurrent
    func run<Form: Sendable>(
        _ job: Job,
        pausing: Bool,
        as form: @Sendable (JSONObject) -> Form
    ) async throws -> Form {
        let due = ContinuousClock.now.advanced(by: pausing ? options.modelLatency : .zero)
        let turns = try resolver.turns(job.history + job.request.input)
        defer { resolver.cleanUp(turns) }
        let prompt = Prompt(
            turns: turns,
            system: job.request.system,
            format: job.request.format,
            isBeforeGemini3: job.request.model.isBeforeGemini3,
            tellsWords: job.request.config.tellsWords
        )
        return try await counters.generation(prompt.question(of: job.request.model)) {
            let rule = scripts.rule(for: prompt, model: job.request.model.id)
            // Who brings an answer need not wait for another.
            var answer = try await rule?.says == true ? model.counting(prompt) : model.answer(prompt)
            let finished = Date.now + max(0, (due - .now) / .seconds(1))
            let result = Result {
                rule?.change(&answer)
                try job.fault?.change(&answer, for: prompt, isStreamed: job.request.isStreamed)
                let whole = InteractionAnswer(
                    job: job,
                    answer: answer,
                    finished: finished,
                    // What runs in the background has no hops (contract §3.6).
                    decodeLimit: job.request.isBackground ? 1 << 40 : options.decodeLimit
                )
                return form(whole.json)
            }
            try await LoopTimer.sleep(until: due)
            return try result.get()
        }
    }
}
