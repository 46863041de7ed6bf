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
        if let list = data.array {
            guard Self.isTimed(list) else { return nil }
            self.init(list, key: nil)
        } else {
            let lists = (data.object ?? [:]).compactMap { member in member.value.array.map { (member.key, $0) } }
            guard
                let (key, list) = lists.first(where: { $0.0 == "segments" && ($0.1.isEmpty || Self.isTimed($0.1)) })
                    ?? lists.first(where: { Self.isTimed($0.1) })
            else { return nil }
            self.init(list, key: key)
        }
    }

    private init(_ list: [JSONValue], key: String?) {
        self.key = key
        var segments: [Transcript.Segment] = []
        var unreadable: [String] = []
        for (index, element) in list.enumerated() {
            let text = (Self.member(Self.texts, of: element)?.string ?? "").oneLine
            guard !text.isEmpty else { continue }
            let start = Self.member(Self.starts, of: element).flatMap(Self.seconds)
            let end = Self.member(Self.ends, of: element).flatMap(Self.seconds)
            if start == nil { unreadable.append("\(index + 1)") }
            let begin = start ?? segments.last?.end ?? 0
            let following = index + 1 < list.count ? Self.member(Self.starts, of: list[index + 1]) : nil
            segments.append(
                Transcript.Segment(
                    start: begin,
                    end: end ?? Self.end(of: text, from: begin, before: following.flatMap(Self.seconds)),
                    speaker: Self.member(Self.speakers, of: element)?.string.flatMap { $0.oneLine.filled },
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
        names.lazy.compactMap { element[$0] }.first
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
