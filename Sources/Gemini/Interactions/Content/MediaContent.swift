public import Foundation
public import StructuredJSON

/// A block that refers to media by URI or carries it. A block has exactly one of the two (contract §2.3).
public protocol MediaContent: JSONBacked {
    /// The block's `type` on the wire.
    static var type: String { get }
}

extension MediaContent {
    /// A block that refers to media: a Files URI, a public https URL, or a YouTube address for video (contract §6.8).
    ///
    /// - Parameter mimeType: May be left out for Files URIs.
    public init(uri: String, mimeType: String? = nil) {
        self.init(fields: ["type": .string(Self.type), "uri": .string(uri)])
        self.mimeType = mimeType
    }

    /// A block that carries the media. A whole request may have about 20 MB, its base64 included (contract §6.7).
    public init(data: Data, mimeType: String) {
        self.init(fields: ["type": .string(Self.type), "data": .string(data.base64EncodedString())])
        self.mimeType = mimeType
    }

    /// A block that refers to an uploaded file.
    public init(_ file: RemoteFile) { self.init(uri: file.uri, mimeType: file.mimeType) }

    public var uri: String? {
        get { fields["uri"] }
        set { fields["uri"] = newValue }
    }

    /// The bytes, decoded. `nil` when the block has none, or when they are no base64.
    public var data: Data? {
        get { fields["data", as: String.self].flatMap { Data(base64Encoded: $0) } }
        set { fields["data"] = newValue?.base64EncodedString() }
    }

    /// In the spelling of contract §7.1.
    public var mimeType: String? {
        get { fields["mime_type"] }
        set { fields["mime_type"] = newValue }
    }
}

/// How closely the model looks; more costs more tokens (contract §7.3).
public struct Resolution: RawRepresentable, Hashable, Sendable, JSONConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let low = Self(rawValue: "low")
    public static let medium = Self(rawValue: "medium")
    public static let high = Self(rawValue: "high")
    public static let ultraHigh = Self(rawValue: "ultra_high")
}
