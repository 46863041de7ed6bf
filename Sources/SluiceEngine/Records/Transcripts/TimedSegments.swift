import StructuredJSON

/// Finds the timed segments in an answer's JSON: a list of objects with a beginning and a text.
struct TimedSegments {
    /// Where the list stands. `nil` when the answer is the list.
    let key: String?
    let segments: [Transcript.Segment]
    /// Times that are none.
    let problems: [String]

    private static let starts = ["start", "start_time", "start_seconds", "begin", "from", "start_offset"]
    private static let ends = ["end", "end_time", "end_seconds", "stop", "to", "end_offset"]
    private static let texts = ["text", "transcript", "content", "sentence"]
    private static let speakers = ["speaker", "speaker_name", "name"]

    /// `nil` when there is no such list.
    init?(_ data: JSONValue) {
        guard let (key, list) = Self.list(in: data) else { return nil }
        self.init(list, key: key)
    }

    /// The list that a transcript is made from, and the name of the member that it is. `nil` when there is none.
    static func list(in data: JSONValue) -> (key: String?, list: [JSONValue])? {
        if let list = data.array { return isTimed(list) ? (nil, list) : nil }
        let lists = (data.object ?? [:]).compactMap { member in member.value.array.map { (member.key, $0) } }
        let found =
            lists.first { $0.0 == "segments" && ($0.1.isEmpty || isTimed($0.1)) } ?? lists.first { isTimed($0.1) }
        return found.map { ($0.0, $0.1) }
    }

    /// Seconds, by any of the names for a beginning.
    static func start(of element: JSONValue) -> Double? { member(starts, of: element).flatMap(seconds) }

    /// Seconds, by any of the names for an end.
    static func end(of element: JSONValue) -> Double? { member(ends, of: element).flatMap(seconds) }

    /// Who speaks, by any of the names for it.
    static func speaker(of element: JSONValue) -> String? { member(speakers, of: element)?.string }

    private init(_ list: [JSONValue], key: String?) {
        self.key = key
        var segments: [Transcript.Segment] = []
        var unreadable: [String] = []
        for (index, element) in list.enumerated() {
            let text = (Self.member(Self.texts, of: element)?.string ?? "").oneLine
            guard !text.isEmpty else { continue }
            let start = Self.start(of: element)
            let end = Self.end(of: element)
            if start == nil { unreadable.append("\(index + 1)") }
            let begin = start ?? segments.last?.end ?? 0
            let following = index + 1 < list.count ? Self.member(Self.starts, of: list[index + 1]) : nil
            segments.append(
                Transcript.Segment(
                    start: begin,
                    end: end ?? Self.end(of: text, from: begin, before: following.flatMap(Self.seconds)),
                    speaker: Self.speaker(of: element)?.oneLine.filled,
                    text: text
                )
            )
        }
        self.segments = segments
        let places = unreadable.prefix(5).joined(separator: ", ") + (unreadable.count > 5 ? ", …" : "")
        problems = unreadable.isEmpty ? [] : ["no time can be read for the beginning of segment \(places)"]
    }

    private static func isTimed(_ list: [JSONValue]) -> Bool {
        !list.isEmpty
            && list.allSatisfy { member(starts, of: $0) != nil && member(texts, of: $0)?.string != nil }
    }

    private static func member(_ names: [String], of element: JSONValue) -> JSONValue? {
        guard let fields = element.object else { return nil }
        for name in names { if let value = fields[name] { return value } }
        return nil
    }

    private static func seconds(_ value: JSONValue) -> Double? {
        value.number.map(\.double) ?? value.string.flatMap(TimeText.seconds)
    }

    /// Where an end is missing: the next beginning, or as long as the text takes to say.
    private static func end(of text: String, from start: Double, before next: Double?) -> Double {
        let spoken = start + max(1, Double(text.count) / 15)
        guard let next, next > start else { return spoken }
        return min(next, spoken)
    }
}
