import Gemini
import StructuredJSON

/// What came of one part of a recording.
struct PartAnswer: Sendable {
    var turns: [ResultRecord.Turn]
    var data: JSONValue?
    /// At the times of the whole recording.
    var transcript: Transcript?
}

extension PartAnswer {
    /// As it is kept until the whole recording is done.
    var json: JSONValue {
        [
            "turns": .array(
                turns.map {
                    [
                        "text": .string($0.text), "interaction_id": $0.interactionID?.json ?? .null,
                        "status": .string($0.status), "usage": $0.usage?.json ?? .null,
                    ]
                }
            ),
            "data": data ?? .null,
            "segments": transcript.map { .array($0.segments.map(\.json)) } ?? .null,
            "problems": transcript?.problems.json ?? .null,
        ]
    }
}

extension PartAnswer {
    /// Reads what ``json`` wrote. `nil` for anything else.
    init?(_ json: JSONValue, part: RecordingPart) {
        guard let turns = json["turns"]?.array, !turns.isEmpty else { return nil }
        self.turns = turns.compactMap { turn in
            guard let text = turn["text"]?.string, let status = turn["status"]?.string else { return nil }
            return ResultRecord.Turn(
                text: text,
                interactionID: turn["interaction_id"]?.string,
                status: status,
                usage: turn["usage"].flatMap(Usage.init(json:)),
                part: part.span
            )
        }
        if let data = json["data"], !data.isNull { self.data = data }
        transcript = json["segments"]?.array.map { segments in
            Transcript(
                segments: segments.compactMap(Transcript.Segment.init(record:)),
                problems: json["problems"]?.array?.compactMap(\.string) ?? []
            )
        }
    }
}
