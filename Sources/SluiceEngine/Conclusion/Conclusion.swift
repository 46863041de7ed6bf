import Foundation
import SluiceMedia
import StructuredJSON

/// What is made of all results together when a run ends: roll-ups, and the answer of the recipe's `finally`.
struct Conclusion: Sendable {
    let recipe: Recipe
    let folder: URL
    let service: any ModelService
    let call: ServiceCall
    let control: RunControl
    /// How long what is asked may take once the run is asked to end.
    let grace: Duration
    let account: FinaleAccount

    /// What came of it.
    struct Outcome: Sendable {
        /// By the step's name.
        var failures: [RunSummary.Failure] = []
        /// Where something was asked.
        var account: FinaleAccount?
    }

    /// Makes what is not there as the records are. Does nothing when none of them has changed.
    func draw() async -> Outcome {
        guard !recipe.output.rollups.isEmpty || recipe.finally != nil else { return Outcome() }
        return await withTaskExecutorPreference(QueueExecutor.files) {
            var outcome = Outcome()
            if await Self.isDrawn(recipe, folder) { return outcome }
            do {
                if !recipe.output.rollups.isEmpty {
                    try await Rollup(of: folder, as: recipe.output.rollups).rebuild()
                }
            } catch {
                outcome.failures.append(RunSummary.Failure(name: "rollups", error: ItemError(error)))
            }
            if let finally = recipe.finally, control.reason == nil { await ask(finally, &outcome) }
            if outcome.failures.isEmpty, control.reason == nil { await remember() }
            return outcome
        }
    }

    private func ask(_ finally: Recipe.Finally, _ outcome: inout Outcome) async {
        let files = FinaleFiles(folder)
        outcome.account = account
        do {
            try files.requireFree()
            let finale = Finale(
                recipe: recipe,
                finally: finally,
                folder: folder,
                service: service,
                call: call,
                control: control,
                account: account
            )
            guard let whole = try await control.within(grace, { try await finale.answer() }) else { return }
            try files.write(note(whole), text: finally.response == .text ? whole.answer.text : nil)
        } catch {
            let error = ItemError(error)
            // The run ends for it, or was asked to: the next one asks again.
            guard !error.isStop, !control.endsRun(error) else { return }
            outcome.failures.append(RunSummary.Failure(name: "finally", error: error))
            guard (try? files.requireFree()) != nil else { return }
            try? files.note(note(error, keeping: files.json))
        }
    }

    private func note(_ whole: Finale.Whole) -> JSONValue {
        var note = note
        note["status"] = "completed"
        note["results"] = whole.results.json
        note["requests"] = whole.requests.json
        note["output"] = whole.answer.output
        note["error"] = .null
        return .object(note)
    }

    /// An answer that was there before is better than none, and stays.
    private func note(_ error: ItemError, keeping earlier: JSONValue?) -> JSONValue {
        var note = note
        note["status"] = "failed"
        for key in ["results", "requests", "output"] { note[key] = earlier?[key] ?? .null }
        note["error"] = error.json
        return .object(note)
    }

    private var note: JSONObject {
        let sum = account.sum
        return [
            "finally_version": 1, "pipeline": ["name": .string(recipe.name), "model": .string(recipe.model)],
            "usage": sum.usage?.json ?? .null, "cost_usd": sum.usage == nil ? .null : sum.cost?.json ?? .null,
        ]
    }
}

extension Conclusion {
    /// Whether everything that a recipe makes of all results is there, made of the results as they are.
    static func isDrawn(_ recipe: Recipe, _ folder: URL) async -> Bool {
        guard let state = await state(recipe, folder) else { return false }
        return RegularFile.bytes(at: stateFile(folder).path(percentEncoded: false)) == Array(state.utf8)
    }

    private static func stateFile(_ folder: URL) -> URL { folder.appending(path: ".sluice/concluded") }

    /// A digest that changes when a record does, what is made of them, or what is to be made of them.
    private static func state(_ recipe: Recipe, _ folder: URL) async -> String? {
        let made = recipe.output.rollups.map(\.fileName)
        let files = made + (recipe.finally == nil ? [] : FinaleFiles.names)
        guard let records = try? await ResultFolder(folder).fingerprint(with: files) else { return nil }
        let wanted: JSONValue = [
            "rollups": made.json, "finally": recipe.finally?.canonical ?? .null, "recipe": recipe.canonical,
        ]
        return records + SHA256Digester.hex(of: wanted.serialized(.canonical))
    }

    /// Without this note everything is looked at once more, which costs time and no request.
    private func remember() async {
        guard let state = await Self.state(recipe, folder) else { return }
        try? Data(state.utf8).write(to: Self.stateFile(folder), options: .atomic)
    }
}

extension Conclusion {
    /// The answer over all results, for the report. `nil` when there is none.
    static func answer(in folder: URL) -> JSONValue? {
        guard let json = FinaleFiles(folder).json else { return nil }
        var answer: JSONObject = [:]
        answer["text"] = json["output"]?["text"]
        answer["data"] = json["output"]?["data"]?.unlessNull
        answer["error"] = json["error"]?.unlessNull
        return .object(answer)
    }
}

extension Recipe.Finally {
    fileprivate var canonical: JSONValue {
        [
            "prompt": .string(prompt), "fields": fields.json, "response": response.canonical,
            "generation": .object(generation), "part_tokens": partTokens.json,
        ]
    }
}
