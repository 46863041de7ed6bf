import Foundation
import SluiceHTTP
import SluiceMedia
import StructuredJSON

/// One resumable upload. Bytes are put away as they arrive.
actor UploadSession {
    enum Status: String {
        case active, final, cancelled
    }

    nonisolated let id: String
    nonisolated let fileID: String
    nonisolated let start: UploadStart
    nonisolated let bytes: StoredBytes
    private let options: EmulatorOptions
    private let counters: Counters

    private(set) var status = Status.active
    private(set) var received: Int64 = 0
    private(set) var result: StoredFile?
    private var digester: SHA256Digester? = SHA256Digester()
    private var isReceiving = false

    init(
        id: String,
        fileID: String,
        start: UploadStart,
        bytes: StoredBytes,
        options: EmulatorOptions,
        counters: Counters
    ) {
        self.id = id
        self.fileID = fileID
        self.start = start
        self.bytes = bytes
        self.options = options
        self.counters = counters
    }

    /// Takes a chunk. Should the connection break, what had arrived is kept, and a query tells how much it was.
    func receive(_ request: EmulatorRequest, isLast: Bool) async throws {
        let length = try check(request, isLast: isLast)
        isReceiving = true
        defer {
            isReceiving = false
            bytes.pause()
        }
        let end = received + length
        for try await chunk in request.body.body {
            guard received + Int64(chunk.count) <= end else {
                throw refusal("More bytes arrived than Content-Length said.", "upload length")
            }
            try bytes.append(chunk)
            digester?.update(chunk)
            received += Int64(chunk.count)
            counters.received(chunk.count)
        }
        guard received == end else {
            throw refusal("Fewer bytes arrived than Content-Length said.", "upload length")
        }
    }

    /// Takes all bytes at once.
    func receive(_ body: HTTPBody) async throws {
        let limit = start.size ?? options.largestFile
        defer { bytes.pause() }
        for try await chunk in body {
            guard received + Int64(chunk.count) <= limit else {
                throw refusal("The upload is larger than \(limit) bytes.", "upload length")
            }
            try bytes.append(chunk)
            digester?.update(chunk)
            received += Int64(chunk.count)
            counters.received(chunk.count)
        }
    }

    /// Ends the upload and gives the file.
    func finalize(number: Int, fault: JSONObject?) throws -> StoredFile {
        try checkActive()
        if let size = start.size, size != received {
            throw refusal("The upload was to have \(size) bytes, but \(received) were received.", "upload length")
        }
        guard received > 0 || options.takesEmptyFiles else { throw refusal("The file is empty.", "empty file") }
        guard let digest = digester.take()?.finishHex() else { throw CancellationError() }
        let created = Date()
        let isVideo = start.mimeType.lowercased().hasPrefix("video/")
        var file = StoredFile(
            id: fileID,
            displayName: start.displayName,
            mimeType: start.mimeType,
            size: received,
            sha256: digest,
            bytes: bytes,
            created: created,
            processed: isVideo ? created.addingTimeInterval(options.videoProcessing / .seconds(1)) : created,
            expires: created.addingTimeInterval(options.fileLife / .seconds(1)),
            number: number
        )
        if isVideo {
            if options.checksBytes, ByteCheck.contradicts(bytes, start.mimeType) {
                file.failure = "The file could not be processed: it is no video."
            }
        }
        if let fault { file = file.amended(by: fault) }
        status = .final
        result = file
        return file
    }

    /// What is told of the file from now on.
    func show(_ file: StoredFile) { result = file }

    /// Drops the upload. `false` when it was over already.
    func cancel() -> Bool {
        guard status == .active else { return false }
        status = .cancelled
        return true
    }

    private func checkActive() throws(Refusal) {
        guard status == .active else {
            throw refusal("The upload is over: its status is \(status.rawValue).", "upload is over")
        }
        guard !isReceiving else {
            throw refusal("Another request of this upload is still under way.", "concurrent chunks", status: 409)
        }
    }

    private func check(_ request: EmulatorRequest, isLast: Bool) throws(Refusal) -> Int64 {
        try checkActive()
        guard let header = request.header("x-goog-upload-offset"), let offset = Int64(header) else {
            throw refusal("X-Goog-Upload-Offset is missing or no number.", "wrong offset")
        }
        guard offset == received else {
            throw refusal(
                "X-Goog-Upload-Offset is \(offset), but \(received) bytes were received.",
                "wrong offset",
                status: options.offsetMismatchStatus
            )
        }
        guard let length = request.length else {
            throw refusal("Content-Length is missing.", "no length", status: 411)
        }
        let limit = start.size ?? options.largestFile
        guard length >= 0, length <= limit - received else {
            throw refusal("The upload would be larger than \(limit) bytes.", "upload length")
        }
        let granularity = options.chunkGranularity
        guard isLast || length % granularity == 0 || (received + length) % granularity == 0 else {
            throw refusal("Only the last chunk may be no multiple of \(granularity) bytes.", "chunk granularity")
        }
        return length
    }

    private func refusal(_ message: String, _ violation: String, status code: Int = 400) -> Refusal {
        var refusal = Refusal(
            status: code,
            shape: .rpc(code == 409 ? "ABORTED" : "INVALID_ARGUMENT"),
            message: message,
            violation: violation
        )
        refusal.headers = headers
        return refusal
    }

    /// The headers every answer about this upload carries.
    var headers: [(String, String)] {
        [("x-goog-upload-status", status.rawValue), ("x-goog-upload-size-received", String(received))]
    }
}
