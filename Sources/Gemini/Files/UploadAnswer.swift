import HTTPTypes
import StructuredJSON

/// What the service says of an upload under way.
struct UploadAnswer {
    /// Set when the upload is finished.
    let file: File?
    /// How many bytes the service has.
    let received: Int64

    init(file: File?, received: Int64) {
        self.file = file
        self.received = received
    }

    /// Reads the answer to a chunk or to `query`.
    ///
    /// - Throws: ``GeminiError``, or ``UploadLost``.
    init(head: HTTPResponse, body: [UInt8]) throws {
        switch head.headerFields[.uploadStatus] {
        case "final":
            // In a member `file` as is known of the service, or by itself.
            let json = try? JSONValue(parsing: body)
            guard let file = (json?["file"] ?? json).flatMap(File.init(json:)), !file.name.isEmpty else {
                throw UploadLost(reason: "The service finished the upload and did not name the file")
            }
            self.init(file: file, received: file.sizeBytes ?? 0)
        case "active":
            self.init(file: nil, received: head.headerFields[.uploadReceived].flatMap { Int64($0) } ?? 0)
        case "cancelled":
            throw UploadLost(reason: "The service cancelled the upload")
        default:
            // Seen in the wild; the official library sends the chunk again, we ask what arrived.
            throw GeminiError(.server, "The service did not say how the upload stands", isTransient: true)
        }
    }
}

/// The service has dropped a session, or never says what became of it: the upload is begun anew (contract §6.2).
struct UploadLost: Error {
    let reason: String
}
