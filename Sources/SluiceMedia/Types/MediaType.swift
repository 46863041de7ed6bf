/// The name of a kind of content, such as `image/png`: lower case, without parameters.
public struct MediaType: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The type and the subtype: `image/png`.
    public let rawValue: String

    /// Drops parameters (`; charset=…`) and blanks, and lower-cases the rest, as RFC 2045 compares them.
    public init(rawValue: String) {
        // Nearly all are so already.
        if rawValue.utf8.allSatisfy({ (0x21..<0x7F).contains($0) && !(0x41...0x5A).contains($0) && $0 != 0x3B }) {
            self.rawValue = rawValue
            return
        }
        let essence = rawValue.prefix { $0 != ";" }
        self.rawValue = essence.lowercased().filter { !$0.isWhitespace }
    }

    /// A type as it is written.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// Reads the name, in whatever case.
    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

extension MediaType: CustomStringConvertible {
    public var description: String { rawValue }
}

extension MediaType {
    /// PNG, also animated.
    public static let png: Self = "image/png"
    /// JPEG.
    public static let jpeg: Self = "image/jpeg"
    /// WebP.
    public static let webp: Self = "image/webp"
    /// HEIF with HEVC inside, as phones take pictures.
    public static let heic: Self = "image/heic"
    /// HEIF with anything else inside.
    public static let heif: Self = "image/heif"
    /// GIF.
    public static let gif: Self = "image/gif"
    /// WAVE of any codec.
    public static let wav: Self = "audio/wav"
    /// MPEG audio of any layer: MP3.
    public static let mp3: Self = "audio/mpeg"
    /// MP4 with sound alone.
    public static let m4a: Self = "audio/m4a"
    /// FLAC.
    public static let flac: Self = "audio/flac"
    /// Ogg with sound alone, but for Opus.
    public static let ogg: Self = "audio/ogg"
    /// MP4.
    public static let mp4: Self = "video/mp4"
    /// QuickTime, by the API's name for it.
    public static let mov: Self = "video/mov"
    /// WebM with pictures.
    public static let webm: Self = "video/webm"
    /// PDF.
    public static let pdf: Self = "application/pdf"
    /// A table with commas or semicolons.
    public static let csv: Self = "text/csv"
    /// Text and code of any kind.
    public static let plainText: Self = "text/plain"
    /// Bytes of which nothing is known.
    public static let unknown: Self = "application/octet-stream"
}
