/// The fact a field asks for, by its name.
struct FieldValues: Sendable {
    let view: FactView

    func text(_ name: FieldName, format: String?, segment: SchemaFiller.Segment?) -> String {
        switch format {
        case "date": return view.date ?? "1970-01-01"
        case "date-time": return "\(view.date ?? "1970-01-01")T00:00:00Z"
        case "time": return "00:00:00"
        default: break
        }
        if let segment {
            if name.means("start") { return FactReport.seconds(segment.start) }
            if name.means("end") { return FactReport.seconds(segment.end) }
            if name.means("speaker") { return "Speaker 1" }
            return segment.text
        }
        if name.means("transcript", "transcription", "speech", "spoken", "said") { return view.transcript ?? "" }
        if name.means("alt", "description", "caption", "summary", "abstract", "describe") { return view.summary }
        if name.means("title", "headline", "name", "heading", "subject") { return view.title }
        if name.means("text", "word", "ocr", "content", "body", "visible", "quote") { return view.words ?? "" }
        if name.means("language", "lang", "locale") { return view.words == nil ? "und" : "en" }
        if name.means("color", "colour") { return view.colors.first ?? "unknown" }
        if name.means("date", "day", "when", "year") { return view.date ?? "unknown" }
        if name.means("camera", "device") { return view.first(\.camera) ?? "unknown" }
        if name.means("format", "codec") { return view.first(\.format) ?? "unknown" }
        if name.means("kind", "type", "category", "medium") { return view.all.first?.kind ?? "text" }
        return view.summary
    }

    func list(_ name: FieldName) -> [String] {
        if name.means("color", "colour") { return view.colors }
        if name.means("tag", "keyword", "label", "topic") { return Array(view.tags.prefix(8)) }
        if name.means("language") { return view.words == nil ? [] : ["en"] }
        if name.means("person", "people", "face", "speaker") { return [] }
        let lines = (view.words ?? "").split(separator: "\n").map(String.init).filter { !$0.isEmpty }
        return Array(lines.prefix(10))
    }

    func number(_ name: FieldName, segment: SchemaFiller.Segment?) -> Double {
        if let segment {
            if name.means("start", "begin") { return segment.start }
            if name.means("end", "stop") { return segment.end }
        }
        if name.means("width") { return Double(view.first(\.width) ?? 0) }
        if name.means("height") { return Double(view.first(\.height) ?? 0) }
        if name.means("duration", "second", "length") { return (view.duration ?? 0).hundredths }
        if name.means("page") { return Double(view.first(\.pages) ?? 0) }
        if name.means("rate") { return Double(view.first(\.sampleRate) ?? 0) }
        if name.means("channel") { return Double(view.first(\.channels) ?? 0) }
        if name.means("word") { return Double((view.words ?? "").split(whereSeparator: \.isWhitespace).count) }
        if name.means("confidence", "score", "probability") { return 0.5 }
        return 0
    }

    func flag(_ name: FieldName) -> Bool {
        if name.means("speech", "spoken", "audio", "voice") { return view.transcript != nil }
        if name.means("text", "writing", "word", "readable") { return view.words != nil }
        return false
    }
}
