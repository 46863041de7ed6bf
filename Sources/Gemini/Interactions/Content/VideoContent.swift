public import StructuredJSON

/// A film.
public struct VideoContent: MediaContent {
    public static let type = "video"
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// A label that the model may cite.
    public var name: String? {
        get { fields["name"] }
        set { fields["name"] = newValue }
    }

    public var resolution: Resolution? {
        get { fields["resolution"] }
        set { fields["resolution"] = newValue }
    }

    public var processing: Processing? {
        get { fields["processing"] }
        set { fields["processing"] = newValue }
    }
}
