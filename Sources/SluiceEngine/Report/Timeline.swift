import StructuredJSON

/// Things with times in an answer: the segments of a transcript, the scenes of a film.
struct Timeline {
    let name: String
    let cues: [Cue]

    struct Cue {
        let start: Double
        let end: Double
        let speaker: String?
        let text: String
        /// What is said, where `text` tells what is seen.
        let speech: String?
    }

    private static let most = 50_000

    /// `nil` for what is no list of objects with a beginning, by the names that ``TimedSegments`` knows.
    init?(_ name: String, _ list: JSONValue) {
        guard let rows = list.array, !rows.isEmpty, rows.count <= Self.most else { return nil }
        var cues: [Cue] = []
        for row in rows {
            guard row.object != nil, let start = TimedSegments.start(of: row), start.isFinite, start >= 0 else {
                return nil
            }
            let end = TimedSegments.end(of: row) ?? start
            let text = Self.texts.lazy.compactMap { row[$0]?.string }.filter { !$0.isEmpty }
            cues.append(
                Cue(
                    start: start,
                    end: end.isFinite ? end : start,
                    speaker: TimedSegments.speaker(of: row),
                    text: text.first ?? "",
                    speech: row["what"] == nil ? nil : row["speech"]?.string ?? ""
                )
            )
        }
        self.name = name
        self.cues = cues
    }

    private static let texts = ["text", "what", "title", "description", "caption", "transcript", "content", "sentence"]

    var json: JSONValue {
        let rows = cues.map { cue in
            let fields = [cue.start.json, cue.end.json, cue.speaker?.json ?? .null, .string(cue.text)]
            return JSONValue.array(fields + (cue.speech.map { [.string($0)] } ?? []))
        }
        return ["n": .string(name), "c": .array(rows)]
    }
}
