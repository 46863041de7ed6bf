public import StructuredJSON

/// A document: PDF, a spreadsheet, a text.
public struct DocumentContent: MediaContent {
    public static let type = "document"
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var resolution: Resolution? {
        get { fields["resolution"] }
        set { fields["resolution"] = newValue }
    }

    public var processing: Processing? {
        get { fields["processing"] }
        set { fields["processing"] = newValue }
    }
}
