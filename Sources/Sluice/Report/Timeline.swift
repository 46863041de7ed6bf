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
    }

    private static let most = 50_000

    /// `nil` for what is no list of objects with a `start` in seconds.
    init?(_ name: String, _ list: JSONValue) {
        guard let rows = list.array, !rows.isEmpty, rows.count <= Self.most else { return nil }
        var cues: [Cue] = []
        for row in rows {
            guard let start = row["start"]?.number?.double, start.isFinite, start >= 0 else { return nil }
            let end = row["end"]?.number?.double ?? start
            let text = Self.texts.lazy.compactMap { row[$0]?.string }.filter { !$0.isEmpty }
            let said = row["speech"]?.string.map { $0.isEmpty ? [] : [$0] } ?? []
            cues.append(
                Cue(
                    start: start,
                    end: end.isFinite ? end : start,
                    speaker: row["speaker"]?.string,
                    text: (text.prefix(1) + said).joined(separator: "\n")
                )
            )
        }
        self.name = name
        self.cues = cues
    }

    private static let texts = ["text", "what", "title", "description", "caption"]

    var json: JSONValue {
        let rows = cues.map { cue in
            JSONValue.array([cue.start.json, cue.end.json, cue.speaker?.json ?? .null, .string(cue.text)])
        }
        return ["n": .string(name), "c": .array(rows)]
    }
}
