import SluiceMedia
import StructuredJSON

extension AskStage {
    /// The parts that an item is asked about in. `nil` when it is asked about at once.
    func recordingParts(of item: ReadItem) async -> [RecordingPart]? {
        guard let settings = recipe.transcript, let media = item.media.first,
            recipe.media.processing[media.modality]?.selectsPart != true,
            let length = await RecordingLength.of(item.media)
        else { return nil }
        return RecordingPart.parts(of: length, settings)
    }

    /// Asks about a long recording part by part, and puts the answers together.
    ///
    /// A part that fails is tried once more by itself. When it fails again the others are asked all the same and kept, so that
    /// the next run has only that one to ask.
    func ask(_ question: Question, in parts: [RecordingPart], _ estimate: ItemEstimate?) async -> Answer {
        var whole = Answer()
        let store = question.item.parts.map { PartStore(output, key: $0.key) }
        var answers: [(part: RecordingPart, answer: PartAnswer)] = []
        for part in parts {
            if !options.force, let answer = await store?.answer(to: part) {
                whole.turns += answer.turns
                answers.append((part, answer))
                continue
            }
            let asked = await twice { await transcribe(question, part, estimate) }
            whole.turns += asked.turns
            if let failure = asked.failure {
                whole.failure = whole.failure ?? (failure.isStop ? failure : failure.of("Part \(part.name)"))
                guard Self.isOfTheItem(failure), control.reason == nil else { break }
                continue
            }
            let answer = PartAnswer(turns: asked.turns, data: asked.data, transcript: asked.transcript)
            do {
                try await store?.keep(answer, to: part)
            } catch {
                whole.failure = Failure(error)
                break
            }
            answers.append((part, answer))
        }
        if whole.failure == nil { whole.join(answers) }
        return whole
    }

    /// The second answer, where the first failed in a way that may be chance, or has times that cannot be right.
    private func twice(_ ask: () async -> Answer) async -> Answer {
        let first = await ask()
        guard first.failure.map(Self.mayDiffer) ?? (first.transcript?.problems.isEmpty == false) else { return first }
        var second = await ask()
        if second.failure != nil, first.failure == nil { return first }
        second.turns = first.turns + second.turns
        return second
    }

    /// Asks about a part, and puts its times where they belong.
    private func transcribe(_ question: Question, _ part: RecordingPart, _ estimate: ItemEstimate?) async -> Answer {
        var answer = await paid(for: estimate, question) { await turns(of: $0, part: part) }
        guard answer.failure == nil else { return answer }
        guard let heard = Transcript(words: answer.words, data: answer.data) else {
            answer.failure = Failure(
                kind: .invalidOutput,
                message: "The answer has no timed segments to join the parts by",
                hint: "ask for segments [{start number, end number, speaker, text}], or raise transcript.part_minutes"
            )
            return answer
        }
        var placed = PartPlacement.placed(heard, in: part)
        placed.problems += TranscriptCheck.problems(of: placed.segments, duration: part.end)
        answer.transcript = placed
        return answer
    }

    /// Whether the model may do better when it is asked again.
    private static func mayDiffer(_ failure: Failure) -> Bool {
        [.truncated, .incomplete, .invalidOutput, .emptyOutput, .failed].contains(failure.kind)
    }

    /// Whether other parts may go well all the same.
    private static func isOfTheItem(_ failure: Failure) -> Bool {
        mayDiffer(failure) || failure.kind == .blocked || failure.isRetryable
    }
}

extension JSONValue {
    /// Whether the recipe has chosen a part of its own.
    var selectsPart: Bool { self["start_offset"] != nil || self["end_offset"] != nil }
}

extension Answer {
    fileprivate mutating func join(_ answers: [(part: RecordingPart, answer: PartAnswer)]) {
        let segments = Stitcher.joined(answers.map { ($0.part, $0.answer.transcript?.segments ?? []) })
        data = PartsData.joined(answers.compactMap(\.answer.data), segments)
        let problems = answers.flatMap { part, answer in
            (answer.transcript?.problems ?? []).map { "part \(part.name): \($0)" }
        }
        transcript = Transcript(segments: segments, problems: problems)
        text = data.map { $0.text() } ?? Paragraph.paragraphs(of: segments).map(\.text).joined(separator: "\n\n")
    }
}
