import StructuredJSON

/// The request that begins an upload, checked (contract §6.2).
struct UploadStart: Sendable {
    let name: FileName?
    let displayName: String?
    let mimeType: String
    /// `nil` when the client did not say.
    let size: Int64?

    init(_ request: EmulatorRequest, limit: Int64) async throws {
        try Self.checkProtocol(request)
        try self.init(
            metadata: try await request.bytes(upTo: Self.largestMetadata),
            mimeType: request.header("x-goog-upload-header-content-type"),
            size: request.header("x-goog-upload-header-content-length").map(Self.length),
            limit: limit
        )
    }

    /// In bytes.
    static let largestMetadata = 1 << 20

    /// - Parameters:
    ///   - mimeType: what headers say, should the metadata be silent.
    ///   - declared: the size, as headers say.
    init(metadata bytes: [UInt8], mimeType declaredType: String?, size declared: Int64?, limit: Int64) throws(Refusal) {
        let file = try Self.metadata(bytes)

        name = try Self.name(in: file)
        displayName = try Self.displayName(in: file)
        mimeType =
            try Self.string(file, "mime_type", "mimeType")
            ?? declaredType ?? "application/octet-stream"

        let stated = try Self.size(in: file)
        if let declared, let stated, declared != stated {
            throw Refusal.invalidArgument(
                "file.size_bytes is \(stated), but X-Goog-Upload-Header-Content-Length is \(declared).",
                "contradicting sizes"
            )
        }
        size = declared ?? stated
        if let size, size > limit {
            throw Refusal.invalidArgument("The file is larger than \(limit) bytes.", "file too large")
        }
    }

    private static func checkProtocol(_ request: EmulatorRequest) throws(Refusal) {
        switch request.header("x-goog-upload-protocol")?.lowercased() {
        case "resumable": break
        case nil: throw .invalidArgument("X-Goog-Upload-Protocol is missing.", "upload protocol")
        case .some(let other):
            throw .invalidArgument("Unknown upload protocol: \(other)", "upload protocol")
        }
        guard request.header("x-goog-upload-command")?.lowercased() == "start" else {
            throw .invalidArgument("The first command of an upload must be start.", "upload command")
        }
    }

    private static func metadata(_ bytes: [UInt8]) throws(Refusal) -> JSONObject {
        guard !bytes.isEmpty else { return [:] }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw .payload("Invalid JSON payload received. \(error)", "malformed JSON")
        }
        try shape.check(json)
        return json["file"]?.object ?? [:]
    }

    private static let shape = Shape.object([
        "file": .object([
            "name": .string, "display_name": .string, "displayName": .string, "mime_type": .string,
            "mimeType": .string, "size_bytes": .int64, "sizeBytes": .int64,
        ])
    ])

    private static func name(in file: JSONObject) throws(Refusal) -> FileName? {
        guard let text: String = file["name"], !text.isEmpty else { return nil }
        guard text.hasPrefix("files/"), let name = FileName(text) else {
            throw .invalidArgument(
                """
                * CreateFileRequest.file.name: '\(text)' is not files/ and an id of up to 40 lower-case letters, \
                digits and dashes, without a dash at either end.
                """,
                "file name"
            )
        }
        return name
    }

    private static func displayName(in file: JSONObject) throws(Refusal) -> String? {
        guard let name = try string(file, "display_name", "displayName") else { return nil }
        guard name.count <= 512 else {
            throw .invalidArgument("file.display_name is longer than 512 characters.", "display name")
        }
        return name
    }

    private static func string(_ file: JSONObject, _ names: String...) throws(Refusal) -> String? {
        names.lazy.compactMap { file[$0]?.string }.first
    }

    private static func size(in file: JSONObject) throws(Refusal) -> Int64? {
        guard let value = file["size_bytes"] ?? file["sizeBytes"] else { return nil }
        guard let size = Int64(json: value) ?? value.string.flatMap({ Int64($0) }), size >= 0 else {
            throw .invalidArgument("file.size_bytes is not a size.", "wrong type")
        }
        return size
    }

    private static func length(_ text: String) throws(Refusal) -> Int64 {
        guard let length = Int64(text), length >= 0 else {
            throw .invalidArgument("X-Goog-Upload-Header-Content-Length is not a number of bytes.", "upload length")
        }
        return length
    }
}
