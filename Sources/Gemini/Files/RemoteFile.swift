public import Foundation
public import StructuredJSON

/// A file that the service keeps, for 48 hours (contract §6.5).
public struct RemoteFile: JSONBacked {
    public var fields: JSONObject
    public init(fields: JSONObject) { self.fields = fields }

    /// `files/` and an id.
    public var name: String { fields["name"] ?? "" }
    /// What content blocks refer to.
    public var uri: String { fields["uri"] ?? "" }
    public var displayName: String? { fields["displayName"] }
    /// As it was declared; the service does not look.
    public var mimeType: String? { fields["mimeType"] }
    public var state: State { fields["state"] ?? State(rawValue: "") }
    /// The size of the stored bytes, on the wire a string. `nil` also for a size that nothing can have: below zero, or 4 PB and more.
    public var sizeBytes: Int64? {
        let size = fields["sizeBytes", as: String.self].flatMap { Int64($0) } ?? fields["sizeBytes"]
        return size.flatMap { (0..<Self.impossibleSize).contains($0) ? $0 : nil }
    }

    /// Sizes from here on are no sizes: two thousand of the largest below it can be added.
    static let impossibleSize: Int64 = 1 << 52

    public var createTime: Date? { date("createTime") }
    public var updateTime: Date? { date("updateTime") }
    public var expirationTime: Date? { date("expirationTime") }

    /// The SHA-256 of the bytes in lower-case hexadecimal. On the wire it is the base64 of that text.
    public var sha256: String? {
        guard let encoded: String = fields["sha256Hash"], let data = Data(base64Encoded: encoded) else { return nil }
        return String(data: data, encoding: .utf8)
    }

    /// In seconds, for film that has been processed.
    public var videoDuration: Double? {
        let metadata: JSONObject? = fields["videoMetadata"]
        return metadata?["videoDuration", as: String.self].flatMap { Duration(wire: $0) }.map { $0 / .seconds(1) }
    }

    /// Why processing failed, a google.rpc.Status.
    public var error: JSONObject? { fields["error"] }

    /// Whether the file may be used in a request.
    public struct State: RawRepresentable, Hashable, Sendable, JSONConvertible {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let processing = Self(rawValue: "PROCESSING")
        public static let active = Self(rawValue: "ACTIVE")
        public static let failed = Self(rawValue: "FAILED")
    }

    private func date(_ key: String) -> Date? {
        guard let text: String = fields[key] else { return nil }
        return try? Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains(".")).parse(text)
    }
}
