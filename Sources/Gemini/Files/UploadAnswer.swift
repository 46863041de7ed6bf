import HTTPTypes
import SluiceSupport
import StructuredJSON

/// What the service says of an upload under way.
struct UploadAnswer {
    /// Set when the upload is finished.
    let file: RemoteFile?
    /// How many bytes the service has.
    let received: Int64

    init(file: RemoteFile?, received: Int64) {
        self.file = file
        self.received = received
    }

    /// Reads the answer to a chunk or to `query`.
    ///
    /// - Throws: ``GeminiError``, or ``UploadLost``.
    init(head: HTTPResponse, body: [UInt8], key: APIKey) throws {
        switch head.headerFields[.uploadStatus] {
        case "final":
            // In a member `file` as is known of the service, or by itself.
            let json = try? key.document(body)
            guard let file = (json?["file"] ?? json).flatMap(RemoteFile.init(json:)), !file.name.isEmpty else {
                throw UploadLost(
                    reason: "The service finished the upload and did not name the file",
                    mayBeFinished: true
                )
            }
            self.init(file: file, received: file.sizeBytes ?? 0)
        case "active":
            self.init(file: nil, received: try Self.received(head.headerFields[.uploadReceived] ?? "0"))
        case "cancelled":
            throw UploadLost(reason: "The service cancelled the upload", mayBeFinished: false)
        default:
            // Seen in the wild; the official library sends the chunk again, we ask what arrived.
            throw GeminiError(.server, "The service did not say how the upload stands", isTransient: true)
        }
    }

    /// A number of bytes that has arrived. How it compares with the file's size is for those to see who know that.
    private static func received(_ text: String) throws -> Int64 {
        guard let bytes = Int64(text), (0..<RemoteFile.impossibleSize).contains(bytes) else {
            throw UploadLost(
                reason:
                    "The service said that it has \(String(text.prefix(40)).sanitized(for: .line)) bytes of the upload"
            )
        }
        return bytes
    }
}

/// The service has dropped a session, or never says what became of it: the upload is begun anew (contract §6.2).
struct UploadLost: Error {
    let reason: String
    /// Whether there may be a file for all that. `nil`: if the end of it was sent without anybody hearing the answer.
    var mayBeFinished: Bool?
}
