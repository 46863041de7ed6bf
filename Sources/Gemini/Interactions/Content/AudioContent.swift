public import StructuredJSON

/// A recording.
public struct AudioContent: MediaContent {
    public static let type = "audio"
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// For raw samples, which do not say it themselves.
    public var channels: Int? {
        get { fields["channels"] }
        set { fields["channels"] = newValue }
    }

    /// In hertz; for raw samples.
    public var sampleRate: Int? {
        get { fields["sample_rate"] }
        set { fields["sample_rate"] = newValue }
    }

    public var processing: Processing? {
        get { fields["processing"] }
        set { fields["processing"] = newValue }
    }
}
