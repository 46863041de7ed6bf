/// A form in which a record is written beside its JSON: one file for each item, made from the record alone.
public protocol RecordFormat: Sendable {
    /// The extension of the file, and the format's name in a recipe: `srt`.
    static var fileExtension: String { get }

    /// What kind of answers it is for, in one word, for help texts. `nil`: for all.
    static var subject: String? { get }

    init()

    /// The bytes of the file: the same ones for equal records, since files are compared with what a record gives.
    ///
    /// - Parameter record: Of a completed item.
    /// - Returns: `nil` when the record has nothing for the format. Then no file is written.
    /// - Throws: What keeps the file from being made.
    func data(for record: Record) throws -> [UInt8]?
}

extension RecordFormat {
    public static var subject: String? { nil }
}

/// A format of text.
protocol TextRecordFormat: RecordFormat {
    /// `nil` when the record has nothing for the format. A line end is added where there is none at the end.
    func text(of record: Record) -> String?
}

extension TextRecordFormat {
    func data(for record: Record) throws -> [UInt8]? { text(of: record).map(Self.ended) }

    /// With a line end at the end.
    static func ended(_ text: String) -> [UInt8] { Array((text.hasSuffix("\n") ? text : text + "\n").utf8) }
}

/// A format that a recipe may give its own template for.
protocol TemplatedFormat: TextRecordFormat {
    /// Whether values that a template fills in are escaped as Markdown.
    static var isMarkdown: Bool { get }
    /// What a template of it is, for the recipe's schema.
    static var templateNote: String { get }
}
