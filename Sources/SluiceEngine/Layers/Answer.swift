import SluiceMedia
import StructuredJSON

/// What asking about an item gave, whole or not.
///
/// Made by ``AskStage`` of a ``PreparedItem``.
struct Answer: Sendable {
    /// All answers as they came, those that were asked for again included.
    var turns: [TurnAnswer] = []
    /// The JSON of the last turn, when one was asked for.
    var data: JSONValue?
    /// The whole answer, when it is not the last turn's.
    var text: String?
    /// Words with times, where the service told them.
    var words: [Transcript.Segment]?
    var transcript: Transcript?
    /// Why there is no whole answer. `nil` when there is.
    var failure: Failure?
    /// From the permit to the last answer.
    var milliseconds = 0

    /// The sum over the turns. `nil` when the service did not say.
    var usage: TokenUsage? { turns.compactMap(\.usage).sum() }
}

extension Answer {
    /// Makes a transcript of an answer that is one, and checks its times against the recording.
    mutating func takeTranscript(of media: [MediaFile]) async {
        guard failure == nil else { return }
        transcript = transcript ?? Transcript(words: words, data: data)
        guard let segments = transcript?.segments else { return }
        let length = await RecordingLength.of(media)
        if let length, length.certainty != .guessed { transcript?.duration = length.seconds }
        // A length that is in doubt proves no transcript wrong.
        let end = length.flatMap { $0.isKnown ? $0.seconds : nil }
        transcript?.problems += TranscriptCheck.problems(of: segments, duration: end)
    }
}

/// An item with everything that its record will say.
struct AnsweredItem: Sendable {
    /// What was asked, and what came of it. `nil` when nothing was asked.
    struct Asked: Sendable {
        let prepared: PreparedItem
        /// The attachments at the end: one that the service lost was made anew.
        let attachments: [MediaAttachment]
        let answer: Answer
        /// Requests made for answers, failed ones included.
        let attempts: Int
        /// Answers that may have been billed without having arrived.
        let unheard: UnheardAnswers?
        /// US dollars. `nil` when the price is not known.
        let cost: Double?
    }

    let decision: Decision
    var asked: Asked?

    var item: ReadItem { decision.item }

    /// Why the item has failed. `nil` when it has not.
    var failure: Failure? {
        if let asked { return asked.answer.failure }
        if case .fail(let failure) = decision.verdict { return failure }
        return nil
    }
}
