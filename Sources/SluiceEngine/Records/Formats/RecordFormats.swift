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

extension Recipe.Output {
    /// What stands beside the record, by its extension: `cat.jpg.txt`. `json` is the record itself.
    public struct Format: RawRepresentable, Hashable, Sendable, CaseIterable {
        /// The extension.
        public let rawValue: String

        /// `nil` for an extension that no format has.
        public init?(rawValue: String) {
            guard rawValue == "json" || RecordFormats.all.contains(where: { $0.fileExtension == rawValue }) else {
                return nil
            }
            self.rawValue = rawValue
        }

        /// The name of a registered format.
        init(_ format: any RecordFormat.Type) { rawValue = format.fileExtension }

        private init(record name: String) { rawValue = name }

        /// The record itself, which is always written.
        public static let json = Self(record: "json")

        /// The record and every format beside it, in the order of the schema.
        public static let allCases: [Self] = [.json] + RecordFormats.all.map { Self($0) }

        /// The format. `nil` for the record itself.
        var type: (any RecordFormat.Type)? { RecordFormats.all.first { $0.fileExtension == rawValue } }
    }
}
