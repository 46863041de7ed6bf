import SluiceMedia
import SluiceStages

/// Asks the model about an item: all turns in one dialogue, long recordings in parts, an answer of the wrong shape once more where the
/// recipe says so.
///
/// Takes a ``PreparedItem``, gives an ``AnsweredItem``. What went wrong is the answer's failure and not thrown: what was paid for it
/// belongs into the record. Throws nothing.
struct AskStage: Stage {
    let name = "ask"
    let recipe: Recipe
    let service: any ModelService
    let output: OutputFolder
    let options: RunOptions
    let control: RunControl
    let budget: Budget
    let estimator: Estimator
    let history: AnswerHistory

    func run(_ prepared: PreparedItem) async throws -> AnsweredItem {
        var attachments = prepared.attachments
        var answer = Answer()
        var isReady = false
        switch prepared.outcome {
        case .changed: answer.failure = FileChanged().failure
        case .failed(let failure): answer.failure = failure
        case .ready:
            (answer, attachments) = await ask(prepared)
            isReady = true
        }
        history.note(answer.usage)
        let usage = answer.turns.compactMap(\.usage)
        return AnsweredItem(
            decision: prepared.decision,
            asked: AnsweredItem.Asked(
                prepared: prepared,
                attachments: attachments,
                answer: answer,
                attempts: isReady ? prepared.requests.attempts.count : 0,
                unheard: prepared.requests.pacer.allUnheard,
                cost: usage.count == answer.turns.count ? estimator.cost(of: usage) : nil
            )
        )
    }

    /// Asks, and once more from the beginning when the service has lost a file.
    private func ask(_ prepared: PreparedItem) async -> (Answer, [MediaAttachment]) {
        let requests = prepared.requests
        requests.attempts.reset()
        var answer = await dialogue(about: prepared, prepared.attachments)
        guard let failure = answer.failure else { return (answer, prepared.attachments) }
        do {
            let use = recipe.mediaUse(of: prepared.item.media)
            guard
                let renewed = try await service.renew(prepared.attachments, after: failure, for: use, in: requests.call)
            else { return (answer, prepared.attachments) }
            // What was answered before is asked again, and was paid for all the same.
            let paid = answer.turns
            answer = await dialogue(about: prepared, renewed)
            answer.turns = paid + answer.turns
            return (answer, renewed)
        } catch {
            answer.failure = Failure(error)
            return (answer, prepared.attachments)
        }
    }

    /// Takes all turns while holding one permit.
    private func dialogue(about prepared: PreparedItem, _ attachments: [MediaAttachment]) async -> Answer {
        let pacer = prepared.requests.pacer
        pacer.permit?.begin()
        defer { pacer.permit?.release() }
        let question = Question(item: prepared.item, attachments: attachments, requests: prepared.requests)
        var answer: Answer
        do {
            answer = try await ask(question, prepared)
        } catch {
            answer = Answer(failure: Failure(error))
        }
        // Before another takes this permit.
        if options.failFast, let failure = answer.failure, !failure.mayConcernAttachments, !failure.mayEndRun {
            control.stop(.failure)
        }
        await answer.takeTranscript(of: prepared.item.media)
        answer.milliseconds = pacer.permit?.milliseconds ?? 0
        return answer
    }

    private static let mostBytesComposed = 64 << 10

    private func ask(_ question: Question, _ prepared: PreparedItem) async throws -> Answer {
        if let parts = await recordingParts(of: prepared.item) {
            return await ask(question, in: parts, prepared.estimate)
        }
        // A body that is composed holds its files a second time: so it is composed only while holding the permit.
        if prepared.bytesInside > Self.mostBytesComposed { try await question.requests.pacer.permit?.acquire() }
        return await paid(for: prepared.estimate, question) { await turns(of: $0, part: nil) }
    }

    /// Asks once the budget has room for it: for the whole item, or for any part of it.
    ///
    /// An answer that did not arrive counts with the most that it can take.
    func paid(
        for estimate: ItemEstimate?,
        _ question: Question,
        _ ask: (Question) async -> Answer
    ) async -> Answer {
        let pacer = question.requests.pacer
        let most = estimate.map(estimator.most) ?? Spending()
        let reservation: Budget.Reservation
        do {
            reservation = try await budget.reserve(most, holding: pacer.permit)
        } catch {
            return Answer(failure: Failure(error))
        }
        let answer = await ask(question.repeating(within: reservation))
        let heard = estimator.spending(on: answer.turns.map(\.usage), atMost: most)
        let lost = estimator.unheard(pacer.takeUnheard(), atMost: most)
        reservation.settle(spent: lost.map { heard + $0.most } ?? heard)
        if let lost { pacer.note(lost.answers) }
        return answer
    }

    /// Takes all turns, about the whole item or one part of it.
    func turns(of question: Question, part: RecordingPart?) async -> Answer {
        var answer = Answer()
        var dialogue = Dialogue(recipe: recipe, service: service, question: question, part: part)
        let requests = question.requests
        do {
            for (number, turn) in recipe.turns.enumerated() {
                // Others may begin then, unless whether the answer is good decides over them.
                let isEnd = part == nil && number == recipe.turns.count - 1 && !options.failFast
                var fault: Failure?
                for chance in 0...recipe.reask {
                    requests.attempts.add()
                    let given = try await dialogue.take(turn, correcting: fault)
                    requests.pacer.used(given.usage)
                    answer.turns.append(given.recorded(part))
                    answer.words = given.words
                    fault = chance < recipe.reask ? given.fault : nil
                    guard fault == nil else { continue }
                    if isEnd { requests.pacer.permit?.release() }
                    answer.data = try given.data()
                    break
                }
            }
        } catch {
            answer.failure = Failure(error)
        }
        return answer
    }
}

/// What an item is asked, and the requests that ask it.
struct Question: Sendable {
    let item: ReadItem
    let attachments: [MediaAttachment]
    var requests: ItemRequests

    /// The same, with repeats that have room of their own in the budget.
    func repeating(within reservation: Budget.Reservation) -> Question {
        var question = self
        question.requests = requests.repeating(within: reservation)
        return question
    }
}
