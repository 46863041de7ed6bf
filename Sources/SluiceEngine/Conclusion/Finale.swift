import Foundation
import SluiceMedia
import StructuredJSON

/// Asks once over all results of a folder, by parts when they do not fit into one request.
struct Finale: Sendable {
    /// A token is three bytes or more in nearly every language: parts err on the small side.
    private static let bytesOfToken = 3

    let recipe: Recipe
    let finally: Recipe.Finally
    let folder: URL
    let service: any ModelService
    let call: ServiceCall
    let control: RunControl
    let account: FinaleAccount

    /// What was answered.
    struct Whole: Sendable {
        let answer: FinaleAnswer
        let results: Int
        /// Requests that it took, those of earlier runs included.
        let requests: Int
    }

    /// - Returns: `nil` when there is no result to ask about.
    /// - Throws: What the service says, and the budget; `CancellationError` when the run was asked to end in between. Answers
    ///   to parts are kept.
    func answer() async throws -> Whole? {
        var talk = Talk(store: FinaleStore(folder))
        var answers: [FinaleAnswer] = []
        var part = FinalePart()
        var results = 0
        for try await result in ResultFolder(folder) {
            guard let line = line(of: result) else { continue }
            results += 1
            if !part.takes(line, most: most) {
                answers.append(try await ask(part, .part(answers.count + 1), &talk))
                part = FinalePart()
            }
            part.add(line)
        }
        guard results > 0 else { return nil }
        answers.append(try await ask(part, answers.isEmpty ? .everything : .part(answers.count + 1), &talk))
        while answers.count > 1 { answers = try await join(answers, &talk) }
        talk.store.sweep()
        return Whole(answer: answers[0], results: results, requests: talk.requests)
    }

    private struct Talk {
        var store: FinaleStore
        var requests = 0
    }

    private var most: Int {
        let (bytes, isTooLarge) = finally.partTokens.multipliedReportingOverflow(by: Self.bytesOfToken)
        return isTooLarge ? .max : bytes
    }

    /// A result as it is sent: its name, and of its answer what the recipe asks for. `nil` for what failed.
    private func line(of result: StoredResult) -> [UInt8]? {
        guard result.isCompleted, let output = result.record.output else { return nil }
        let data = output.data
        var answer = data ?? .string(output.text)
        if !finally.fields.isEmpty, let object = data?.object {
            answer = .object(JSONObject(finally.fields.compactMap { name in object[name].map { (name, $0) } }))
        }
        let line: JSONValue = ["file": .string(result.name), "answer": answer]
        return JSONLine.bytes(of: line)
    }

    /// Puts answers together, two or more at a time, so that there are fewer of them.
    private func join(_ answers: [FinaleAnswer], _ talk: inout Talk) async throws -> [FinaleAnswer] {
        var joined: [FinaleAnswer] = []
        var part = FinalePart()
        for answer in answers {
            if part.count > 1, !part.takes(answer.line, most: most) {
                joined.append(try await ask(part, .answers, &talk))
                part = FinalePart()
            }
            part.add(answer.line)
        }
        joined.append(try await ask(part, .answers, &talk))
        return joined
    }

    private func ask(_ part: FinalePart, _ role: FinalePart.Role, _ talk: inout Talk) async throws -> FinaleAnswer {
        let (request, key) = part.request(role, recipe, finally)
        talk.requests += 1
        if let answer = talk.store.answer(key) { return answer }
        guard control.reason == nil else { throw CancellationError() }
        let given = try await account.pay(for: request, by: service, in: call)
        if let failure = given.failure { throw failure }
        let data = try finally.response.value(of: given.text)
        let answer = FinaleAnswer(text: given.text, data: data, usage: given.usage)
        try talk.store.keep(answer, key)
        return answer
    }
}
