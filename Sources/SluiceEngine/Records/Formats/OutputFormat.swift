/// What stands beside a record, by its extension: `cat.jpg.txt`. `json` is the record itself.
public struct OutputFormat: RawRepresentable, Hashable, Sendable, CaseIterable {
    /// The extension.
    public let rawValue: String

    /// `nil` for an extension that no format has.
    public init?(rawValue: String) {
        guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = format
    }

    /// The name of a registered format.
    init(_ format: any RecordFormat.Type) { rawValue = format.fileExtension }

    private init(record name: String) { rawValue = name }

    /// The record itself, which is always written.
    public static let json = Self(record: "json")

    /// The record, and every format that can stand beside it, in the order of the recipe's schema.
    public static let allCases: [Self] = [.json] + RecordFormats.all.map { Self($0) }

    /// `nil` for the record itself.
    var type: (any RecordFormat.Type)? { RecordFormats.all.first { $0.fileExtension == rawValue } }
}

extension Record {
    /// The bytes of the record in a format, as a run writes them beside it.
    ///
    /// - Returns: `nil` for a failed item, and when the record has nothing for the format.
    /// - Throws: What keeps the file from being made. The formats of text throw nothing.
    public func data(as format: OutputFormat) throws -> [UInt8]? {
        guard let type = format.type else { return serialized() }
        guard status == .completed, output != nil else { return nil }
        return try type.init().data(for: self)
    }
}
