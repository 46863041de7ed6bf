import StructuredJSON

/// The answer to one part of a recording.
struct PartAnswer: Sendable {
    var turns: [TurnAnswer]
    var data: JSONValue?
    /// At the times of the whole recording.
    var transcript: Transcript?
}

extension PartAnswer {
    /// As it is kept until the whole recording is done.
    var json: JSONValue {
        [
            "turns": .array(turns.map(\.json)), "data": data ?? .null,
            "segments": transcript?.segments.recorded ?? .null, "problems": transcript?.problems.json ?? .null,
        ]
    }

    /// Reads what ``json`` wrote. `nil` for anything else.
    ///
    /// Earlier versions did not write which part a turn is of.
    init?(_ json: JSONValue, part: RecordingPart) {
        guard let turns = json["turns"]?.array, !turns.isEmpty else { return nil }
        self.turns = turns.compactMap(TurnAnswer.init(json:)).map { answer in
            let turn = answer.turn
            return TurnAnswer(
                Record.Turn(text: turn.text, interactionID: turn.interactionID, status: turn.status, part: part.span),
                usage: answer.usage
            )
        }
        data = json["data"]?.unlessNull
        transcript = json["segments"].flatMap([Transcript.Segment].init(recorded:)).map { segments in
            Transcript(segments: segments, problems: json["problems"]?.array?.compactMap(\.string) ?? [])
        }
    }
}
