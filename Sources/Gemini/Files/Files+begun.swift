public import SluiceHTTP
import StructuredJSON

/// Uploads in two steps, for who learns only meanwhile whether the bytes are wanted.
extension Files {
    /// Sends a file but for its end, which is 64 MiB at most.
    ///
    /// The parameters are those of ``upload(_:mimeType:displayName:name:sha256:progress:resuming:onSession:)``.
    ///
    /// - Returns: What is to be finished or cancelled.
    /// - Throws: ``GeminiError``, or `CancellationError`.
    public func begin(
        _ source: SourceFile,
        mimeType: String,
        displayName: String? = nil,
        name: String? = nil,
        progress: @escaping @Sendable (Int64) -> Void = { _ in },
        resuming ticket: String? = nil,
        onSession: (String) async throws -> Void = { _ in }
    ) async throws -> BegunUpload {
        var metadata: JSONObject = ["mime_type": .string(mimeType), "size_bytes": source.size.json]
        metadata["display_name"] = displayName.map { String($0.prefix(512)) }
        metadata["name"] = name
        let upload = Upload(client: client, source: source, metadata: metadata, mimeType: mimeType, progress: progress)
        return try await upload.begin(resuming: ticket, onSession: onSession)
    }

    /// Sends the end of a file.
    ///
    /// - Parameters:
    ///   - sha256: Lower-case hexadecimal. When given, what the service stored is compared with it, and sent once more where
    ///     it differs.
    ///   - onSession: Told how the upload could be continued after this process, where it had to be begun anew.
    /// - Returns: The file, which may still be processed: see ``waitUntilActive(_:within:)``.
    /// - Throws: ``GeminiError``, or `CancellationError`.
    public func finish(
        _ begun: BegunUpload,
        sha256: String? = nil,
        onSession: (String) async throws -> Void = { _ in }
    ) async throws -> RemoteFile {
        let upload = begun.upload
        let file = try await upload.finish(begun, onSession: onSession)
        guard damage(to: file, of: upload.source.size, sha256: sha256) != nil else { return file }
        // Once more: the service has been seen to store nothing (contract §10).
        try? await delete(file.name)
        let again = try await upload.finish(upload.begin(onSession: onSession), onSession: onSession)
        guard let damage = damage(to: again, of: upload.source.size, sha256: sha256) else { return again }
        try? await delete(again.name)
        throw GeminiError(.uploadFailed, damage, hint: "run again")
    }

    /// Has the service drop what it has of an upload, as far as it can be reached.
    public func cancel(_ begun: BegunUpload) async { await begun.upload.cancel(begun) }

    /// What is wrong with the stored copy.
    private func damage(to file: RemoteFile, of size: Int64, sha256: String?) -> String? {
        if let stored = file.sizeBytes, stored != size { return "The service stored \(stored) of \(size) bytes" }
        guard let sha256, let stored = file.sha256, stored != sha256 else { return nil }
        return "The service stored other bytes than were sent: its SHA-256 differs"
    }
}
