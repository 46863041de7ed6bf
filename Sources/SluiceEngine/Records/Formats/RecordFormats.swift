/// The formats that a recipe may ask for. A new format is a file beside this one, and a line here.
enum RecordFormats {
    static let all: [any RecordFormat.Type] = [
        TextFormat.self,
        MarkdownFormat.self,
        SRTFormat.self,
        VTTFormat.self,
        TSVFormat.self,
        XMPFormat.self,
    ]

    /// Those that a recipe may give its own template for.
    static var templated: [any TemplatedFormat.Type] { all.compactMap { $0 as? any TemplatedFormat.Type } }

    /// For help texts: `txt, md, srt, vtt, tsv (transcripts), xmp (photos)`.
    static var list: String {
        all.indices.map { index in
            let subject = all[index].subject
            let isLast = index + 1 == all.count || all[index + 1].subject != subject
            return all[index].fileExtension + (isLast ? subject.map { " (\($0))" } ?? "" : "")
        }.joined(separator: ", ")
    }
}
