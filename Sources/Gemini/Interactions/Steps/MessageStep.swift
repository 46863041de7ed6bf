public import StructuredJSON

/// What the user put in, or what the model put out.
public struct MessageStep: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// Empty when the model gave nothing. A plain string, which one sample of the service's guide has, counts as one text.
    public var content: [Content] {
        get { fields["content"]?.string.map { [.text($0)] } ?? fields["content"] ?? [] }
        set { fields["content"] = newValue.json }
    }

    /// A google.rpc.Status, when the output failed.
    public var error: JSONObject? { fields["error"] }

    /// Whether there is a list of content at all; the rule of ``Interaction/outputText`` asks.
    var hasContent: Bool { fields["content"]?.array != nil || fields["content"]?.string != nil }
}
