public import StructuredJSON

/// A picture.
public struct ImageContent: MediaContent {
    public static let type = "image"
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    public var resolution: Resolution? {
        get { fields["resolution"] }
        set { fields["resolution"] = newValue }
    }
}
