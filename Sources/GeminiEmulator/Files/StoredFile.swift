import Foundation
import StructuredJSON

/// An uploaded file and what is known of it.
struct StoredFile: Sendable {
    let id: String
    let displayName: String?
    /// As it was declared, unchecked: so does the service.
    let mimeType: String
    let size: Int64
    /// Of the bytes, in lower-case hexadecimal digits.
    let sha256: String
    let bytes: StoredBytes
    let created: Date
    /// When it is no longer `PROCESSING`.
    var processed: Date
    var expires: Date
    /// The order of arrival.
    let number: Int
    /// Why it is of no use once it is processed.
    var failure: String?
    /// Of a video, in seconds.
    var duration: Double?
    /// Of a video: a JPEG as base64.
    var thumbnail: String?
    /// Whether it shows the digest of something else.
    var isHashCorrupt = false

    func isActive(at now: Date) -> Bool { now >= processed && failure == nil }

    private func state(at now: Date) -> String {
        guard now >= processed else { return "PROCESSING" }
        return failure == nil ? "ACTIVE" : "FAILED"
    }

    func json(origin: String, now: Date) -> JSONValue {
        let isProcessed = now >= processed
        var file: JSONObject = ["name": .string("files/\(id)")]
        file["displayName"] = displayName
        file["mimeType"] = mimeType
        file["sizeBytes"] = String(size)
        file["createTime"] = Timestamp.micros(created)
        file["updateTime"] = Timestamp.micros(isProcessed ? processed : created)
        file["expirationTime"] = Timestamp.micros(expires)
        // Base64 of the digits, not of the digest: the service's own oddity (contract §6.5).
        let digest = isHashCorrupt ? String(sha256.reversed()) : sha256
        file["sha256Hash"] = Data(digest.utf8).base64EncodedString()
        file["uri"] = "\(origin)/v1beta/files/\(id)"
        file["state"] = state(at: now)
        file["source"] = "UPLOADED"
        if isProcessed, let duration {
            var film: JSONObject = ["videoDuration": .string("\(Int(saturating: duration))s")]
            film["videoThumbnailBytes"] = thumbnail
            file["videoMetadata"] = .object(film)
        }
        if isProcessed, let failure { file["error"] = ["code": 3, "message": .string(failure)] }
        return .object(file)
    }
}
