import StructuredJSON

/// A record of an item that was completed, as the formats read it.
struct FinishedRecord {
    let json: JSONValue

    /// `nil` for an item that failed, and for what is no record.
    init?(_ json: JSONValue) {
        guard json["status"] == "completed", json["output"]?.object != nil else { return nil }
        self.json = json
    }

    var text: String { json["output"]?["text"]?.string ?? "" }

    /// The answer's JSON. `nil` for a free text.
    var data: JSONValue? {
        guard let data = json["output"]?["data"], !data.isNull else { return nil }
        return data
    }

    /// `nil` when the answer is no transcript.
    var segments: [Transcript.Segment]? {
        json["output"]?["segments"]?.array?.compactMap(Transcript.Segment.init(record:)).map { segment in
            var segment = segment
            segment.text = segment.text.oneLine
            segment.speaker = segment.speaker?.oneLine.filled
            return segment
        }
    }

    /// Why the times of the transcript cannot be relied on.
    var transcriptProblems: [String] {
        json["output"]?["transcript_problems"]?.array?.compactMap(\.string) ?? []
    }

    /// Of the recording, in seconds, where it is known.
    var duration: Double? { json["output"]?["duration_seconds"]?.number?.double }

    /// The paths of the item's files below the input.
    var paths: [String] { (json["source"]?.array ?? []).compactMap { $0["path"]?.string } }

    /// A text field of the answer by the first of several names that it has.
    func field(_ names: String...) -> String? {
        names.lazy.compactMap { data?[$0]?.string?.filled }.first
    }

    var title: String? { field("title", "headline", "heading", "subject") }
    var altText: String? { field("alt_text", "alt", "alternative_text") }
    var caption: String? { field("description", "caption", "summary", "abstract") }

    /// What the answer files the item under, each once.
    var keywords: [String] {
        var seen: Set<String> = []
        return ["tags", "keywords", "labels", "topics"]
            .flatMap { data?[$0]?.array ?? [] }
            .compactMap { $0.string?.oneLine.filled }
            .filter { seen.insert($0).inserted }
    }
}
