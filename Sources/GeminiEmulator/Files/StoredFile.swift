import Foundation
import StructuredJSON

/// An uploaded file and what is known of it.
struct StoredFile: Sendable {
    /// How long the service keeps a file (contract §6.6).
    static let life: TimeInterval = 48 * 3600

    let id: String
    let displayName: String?
    /// As it was declared, unchecked: so does the service.
    let mimeType: String
    let size: Int64
    /// Of the bytes, in lower-case hexadecimal digits.
    let sha256: String
    let path: String
    let created: Date
    /// When a video is no longer `PROCESSING`.
    let active: Date
    /// The order of arrival.
    let number: Int

    var expires: Date { created.addingTimeInterval(Self.life) }

    func isActive(at now: Date) -> Bool { now >= active }

    func json(origin: String, now: Date) -> JSONValue {
        let isActive = isActive(at: now)
        var file: JSONObject = ["name": .string("files/\(id)")]
        file["displayName"] = displayName
        file["mimeType"] = mimeType
        file["sizeBytes"] = String(size)
        file["createTime"] = Timestamp.micros(created)
        file["updateTime"] = Timestamp.micros(isActive ? active : created)
        file["expirationTime"] = Timestamp.micros(expires)
        // Base64 of the digits, not of the digest: the service's own oddity (contract §6.5).
        file["sha256Hash"] = Data(sha256.utf8).base64EncodedString()
        file["uri"] = "\(origin)/v1beta/files/\(id)"
        file["state"] = isActive ? "ACTIVE" : "PROCESSING"
        file["source"] = "UPLOADED"
        return .object(file)
    }
}
