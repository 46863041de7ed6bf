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
    /// - Throws: ``GeminiError``, or ``UploadCancelled``.
    init(head: HTTPResponse, body: [UInt8]) throws {
        switch head.headerFields[.uploadStatus] {
        case "final":
            guard let file = (try? JSONValue(parsing: body))?["file"].flatMap(File.init(json:)) else {
                throw GeminiError(.uploadFailed, "The service finished the upload and did not name the file")
            }
            self.init(file: file, received: file.sizeBytes ?? 0)
        case "active":
            self.init(file: nil, received: head.headerFields[.uploadReceived].flatMap { Int64($0) } ?? 0)
        case "cancelled":
            throw UploadCancelled()
        default:
            // Seen in the wild; the official library sends the chunk again, we ask what arrived.
            throw GeminiError(.server, "The service did not say how the upload stands", isTransient: true)
        }
    }
}

/// The service has dropped a session and wants the upload begun anew.
struct UploadCancelled: Error {}
