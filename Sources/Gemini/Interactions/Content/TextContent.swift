public import StructuredJSON

/// A block of text.
public struct TextContent: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public init(_ text: String) { fields = ["type": "text", "text": .string(text)] }

    public var text: String {
        get { fields["text"] ?? "" }
        set { fields["text"] = newValue.json }
    }

    /// What the service says about spans of the text: citations, word times (contract §3.4). Only in answers.
    public var annotations: [JSONObject]? {
        get { fields["annotations"] }
        set { fields["annotations"] = newValue }
    }
}
