import Gemini
import StructuredJSON

extension ItemProcessor {
    /// The parts that an item is asked about in. `nil` when it is asked about at once.
    func recordingParts(of work: ItemWork) async -> [RecordingPart]? {
        guard let settings = recipe.transcript, let media = work.media.first,
            recipe.media.processing[media.modality]?.selectsPart != true,
            let length = await RecordingLength.of(work.media)
        else { return nil }
        return RecordingPart.parts(of: length, settings)
    }

    /// Asks about a long recording part by part, and puts the answers together.
    ///
    /// A part that fails is tried once more by itself. When it fails again the others are asked all the same and kept, so that
    /// the next run has only that one to ask.
    func converse(
        about work: ItemWork,
        in parts: [RecordingPart],
        using client: GeminiClient,
        _ attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) async -> Talk {
        var talk = Talk()
        let store = work.key.map { PartStore(output, key: $0) }
        var answers: [(part: RecordingPart, answer: PartAnswer)] = []
        for part in parts {
            if !force, let answer = await store?.answer(to: part) {
                talk.turns += answer.turns
                answers.append((part, answer))
                continue
            }
            let asked = await twice { await transcribe(work, part, using: client, attempts, pacer) }
            talk.turns += asked.turns
            if let failure = asked.failure {
                talk.failure = talk.failure ?? Self.named(failure, part)
                guard Self.isOfTheItem(failure), control.reason == nil else { break }
                continue
            }
            let answer = PartAnswer(turns: asked.turns, data: asked.data, transcript: asked.transcript)
            do {
                try await store?.keep(answer, to: part)
            } catch {
                talk.failure = error
                break
            }
            answers.append((part, answer))
        }
        if talk.failure == nil { talk.put(answers) }
        return talk
    }

    /// The second answer, where the first failed in a way that may be chance, or has times that cannot be right.
    private func twice(_ ask: () async -> Talk) async -> Talk {
        let first = await ask()
        guard first.failure.map(Self.mayDiffer) ?? (first.transcript?.problems.isEmpty == false) else { return first }
        var second = await ask()
        if second.failure != nil, first.failure == nil { return first }
        second.turns = first.turns + second.turns
        return second
    }

    /// Asks about a part, and puts its times where they belong.
    private func transcribe(
        _ work: ItemWork,
        _ part: RecordingPart,
        using client: GeminiClient,
        _ attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) async -> Talk {
        var talk = await paid(for: work, using: client, pacer) { client in
            await ask(about: work, part: part, using: client, attempts, pacer)
        }
        guard talk.failure == nil else { return talk }
        guard let heard = Transcript(words: talk.words, data: talk.data) else {
            talk.failure = ItemError(
                kind: .invalidOutput,
                message: "The answer has no timed segments to join the parts by",
                hint: "ask for segments [{start number, end number, speaker, text}], or raise transcript.part_minutes"
            )
            return talk
        }
        var placed = PartPlacement.placed(heard, in: part)
        placed.problems += TranscriptCheck.problems(of: placed.segments, duration: part.end)
        talk.transcript = placed
        return talk
    }

    /// Whether the model may do better when it is asked again.
    private static func mayDiffer(_ failure: any Error) -> Bool {
        [.truncated, .incomplete, .invalidOutput, .emptyOutput, .failed].contains(ItemError(failure).kind)
    }

    /// Whether other parts may go well all the same.
    private static func isOfTheItem(_ failure: any Error) -> Bool {
        mayDiffer(failure) || ItemError(failure).kind == .blocked || ItemError(failure).isRetryable
    }

    private static func named(_ failure: any Error, _ part: RecordingPart) -> any Error {
        let error = ItemError(failure)
        return error.isStop ? failure : error.of("Part \(part.name)")
    }
}

extension JSONValue {
    /// Whether the recipe has chosen a part of its own.
    var selectsPart: Bool { self["start_offset"] != nil || self["end_offset"] != nil }
}

extension ItemProcessor.Talk {
    fileprivate mutating func put(_ answers: [(part: RecordingPart, answer: PartAnswer)]) {
        let segments = Stitcher.joined(answers.map { ($0.part, $0.answer.transcript?.segments ?? []) })
        data = PartsData.joined(answers.compactMap(\.answer.data), segments)
        let problems = answers.flatMap { part, answer in
            (answer.transcript?.problems ?? []).map { "part \(part.name): \($0)" }
        }
        transcript = Transcript(segments: segments, problems: problems)
        text = data.map { $0.text() } ?? Paragraph.paragraphs(of: segments).map(\.text).joined(separator: "\n\n")
    }
}
