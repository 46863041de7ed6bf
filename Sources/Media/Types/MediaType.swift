/// The name of a kind of content, such as `image/png`: lower case, without parameters.
public struct MediaType: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    public let rawValue: String

    /// Drops parameters (`; charset=…`) and blanks, and lower-cases the rest, as RFC 2045 compares them.
    public init(rawValue: String) {
        let essence = rawValue.prefix { $0 != ";" }
        self.rawValue = essence.lowercased().filter { !$0.isWhitespace }
    }

    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension MediaType: CustomStringConvertible {
    public var description: String { rawValue }
}

extension MediaType {
    public static let png: Self = "image/png"
    public static let jpeg: Self = "image/jpeg"
    public static let webp: Self = "image/webp"
    public static let heic: Self = "image/heic"
    public static let heif: Self = "image/heif"
    public static let gif: Self = "image/gif"
    public static let wav: Self = "audio/wav"
    public static let mp3: Self = "audio/mpeg"
    public static let m4a: Self = "audio/m4a"
    public static let flac: Self = "audio/flac"
    public static let ogg: Self = "audio/ogg"
    public static let mp4: Self = "video/mp4"
    public static let mov: Self = "video/mov"
    public static let webm: Self = "video/webm"
    public static let pdf: Self = "application/pdf"
    public static let csv: Self = "text/csv"
    public static let plainText: Self = "text/plain"
    /// Bytes of which nothing is known.
    public static let unknown: Self = "application/octet-stream"
}
