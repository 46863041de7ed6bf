import Foundation
import StructuredJSON

/// Turns a request into a finished interaction.
struct Generator: Sendable {
    let options: EmulatorOptions
    private let counters: Counters
    private let resolver: MediaResolver
    private let model: OfflineModel

    init(options: EmulatorOptions, counters: Counters, files: FileService, storage: StorageFolder) {
        self.options = options
        self.counters = counters
        resolver = MediaResolver(files: files, storage: storage)
        model = OfflineModel(tools: options.tools, storage: storage)
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
    @concurrent
    func run(_ job: Job, pausing: Bool) async throws -> JSONObject {
        let turns = try resolver.turns(job.history + job.request.input)
        defer { resolver.cleanUp(turns) }
        let prompt = Prompt(
            turns: turns,
            system: job.request.system,
            format: job.request.format,
            isBeforeGemini3: job.request.model.isBeforeGemini3
        )
        return try await counters.generation {
            async let pause: Void = Task.sleep(for: pausing ? options.modelLatency : .zero)
            let answer = try await model.answer(prompt)
            try await pause
            return InteractionAnswer(job: job, answer: answer).json
        }
    }
}
