/// The fact a field asks for, by its name.
struct FieldValues: Sendable {
    let view: FactView

    /// A text for a field that must have one.
    func text(_ name: FieldName, format: String?, segment: SchemaFiller.Segment?) -> String {
        if let known = known(name, format: format, segment: segment) { return known }
        switch format {
        case "date": return "1970-01-01"
        case "date-time": return "1970-01-01T00:00:00Z"
        case "time": return "00:00:00"
        default: break
        }
        if name.means("transcript", "transcription", "speech", "spoken", "said") { return "" }
        if name.means("text", "word", "ocr", "content", "body", "visible", "quote") { return "" }
        if name.means("color", "colour", "date", "day", "when", "year", "camera", "device", "format", "codec") {
            return "unknown"
        }
        return view.summary
    }

    /// What the media tell of a field. `nil` when they tell nothing.
    func known(_ name: FieldName, format: String?, segment: SchemaFiller.Segment?) -> String? {
        switch format {
        case "date": return view.date
        case "date-time": return view.date.map { "\($0)T00:00:00Z" }
        case "time": return nil
        default: break
        }
        if let segment {
            if name.means("start") { return FactReport.seconds(segment.start) }
            if name.means("end") { return FactReport.seconds(segment.end) }
            if name.means("speaker") { return "Speaker 1" }
            return segment.text
        }
        if name.means("transcript", "transcription", "speech", "spoken", "said") { return view.transcript }
        if name.means("alt", "description", "caption", "summary", "abstract", "describe") { return view.summary }
        if name.means("title", "headline", "name", "heading", "subject") { return view.title }
        if name.means("text", "word", "ocr", "content", "body", "visible", "quote") { return view.words }
        if name.means("language", "lang", "locale") { return view.words == nil ? "und" : "en" }
        if name.means("color", "colour") { return view.colors.first }
        if name.means("date", "day", "when", "year") { return view.date }
        if name.means("camera", "device") { return view.first(\.camera) }
        if name.means("format", "codec") { return view.first(\.format) }
        if name.means("kind", "type", "category", "medium") { return view.all.first?.kind ?? "text" }
        return nil
    }

    func list(_ name: FieldName) -> [String] {
        if name.means("color", "colour") { return view.colors }
        if name.means("tag", "keyword", "label", "topic") { return Array(view.tags.prefix(8)) }
        if name.means("language") { return view.words == nil ? [] : ["en"] }
        if name.means("person", "people", "face", "speaker") { return [] }
        let lines = (view.words ?? "").split(separator: "\n").map(String.init).filter { !$0.isEmpty }
        return Array(lines.prefix(10))
    }

    /// A number for a field that must have one.
    func number(_ name: FieldName, segment: SchemaFiller.Segment?) -> Double {
        known(name, segment: segment) ?? (name.means("confidence", "score", "probability") ? 0.5 : 0)
    }

    /// What the media tell of a field. `nil` when they tell nothing.
    func known(_ name: FieldName, segment: SchemaFiller.Segment?) -> Double? {
        if let segment {
            if name.means("start", "begin") { return segment.start }
            if name.means("end", "stop") { return segment.end }
        }
        if name.means("width") { return view.first(\.width).map(Double.init) }
        if name.means("height") { return view.first(\.height).map(Double.init) }
        if name.means("duration", "second", "length") { return view.duration?.hundredths }
        if name.means("page") { return view.first(\.pages).map(Double.init) }
        if name.means("rate") { return view.first(\.sampleRate).map(Double.init) }
        if name.means("channel") { return view.first(\.channels).map(Double.init) }
        if name.means("word") { return view.words.map { Double($0.split(whereSeparator: \.isWhitespace).count) } }
        return nil
    }

    func flag(_ name: FieldName) -> Bool {
        if name.means("speech", "spoken", "audio", "voice") { return view.transcript != nil }
        if name.means("text", "writing", "word", "readable") { return view.words != nil }
        return false
    }
}
