public import StructuredJSON

/// Which part of a medium the service reads, and how (contract §2.3).
public enum Processing: Hashable, Sendable, JSONConvertible {
    /// A word on the wire: `static`, `agentic`.
    case named(String)
    /// An object on the wire.
    case options(Options)

    /// The service reads a film as it sees fit.
    public static let agentic = Self.named("agentic")

    /// A part of a recording or a film, offsets in seconds.
    public static func clip(from start: Double? = nil, to end: Double? = nil, fps: Double? = nil) -> Processing {
        var options = Options(fields: ["type": "static"])
        options.startOffset = start.map(Self.seconds)
        options.endOffset = end.map(Self.seconds)
        options.fps = fps
        return .options(options)
    }

    /// Pages of a document, from 1, both ends included.
    public static func pages(_ pages: ClosedRange<Int>) -> Processing {
        var options = Options(fields: ["type": "static"])
        options.pageOptions = ["start_page": pages.lowerBound.json, "end_page": pages.upperBound.json]
        return .options(options)
    }

    /// An offset as the wire has it: `10.5s`.
    static func seconds(_ seconds: Double) -> String {
        "\(JSONNumber(seconds)?.literal ?? "0")s"
    }

    public init?(json: JSONValue) {
        switch json {
        case .string(let name): self = .named(name)
        case .object(let fields): self = .options(Options(fields: fields))
        default: return nil
        }
    }

    public var json: JSONValue {
        switch self {
        case .named(let name): .string(name)
        case .options(let options): options.json
        }
    }
}

extension Processing {
    /// The fields of a `processing` object; which of them a block takes depends on its type.
    public struct Options: JSONBacked {
        public var fields: JSONObject
        public init(fields: JSONObject) { self.fields = fields }

        /// Decimal seconds with an `s`: `10.5s`.
        public var startOffset: String? {
            get { fields["start_offset"] }
            set { fields["start_offset"] = newValue }
        }

        /// Decimal seconds with an `s`.
        public var endOffset: String? {
            get { fields["end_offset"] }
            set { fields["end_offset"] = newValue }
        }

        /// Frames a second that the model sees; 1 unless given.
        public var fps: Double? {
            get { fields["fps"] }
            set { fields["fps"] = newValue }
        }

        /// `start_page`, `end_page`, `content_layers`; pages count from 1, the end is included.
        public var pageOptions: JSONObject? {
            get { fields["page_options"] }
            set { fields["page_options"] = newValue }
        }

        /// `sheet_index`, `visible_cells`, `content_layers`; sheets count from 1.
        public var spreadsheetOptions: JSONObject? {
            get { fields["spreadsheet_options"] }
            set { fields["spreadsheet_options"] = newValue }
        }
    }
}
