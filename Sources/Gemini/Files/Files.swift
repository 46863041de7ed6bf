public import Foundation
import HTTPTypes
public import SluiceHTTP
import SluiceSupport
import StructuredJSON

/// The service's store of uploaded media (contract §6).
public struct Files: Sendable {
    let client: GeminiClient

    /// Sends a file in chunks of 8 MiB, or up to 64 MiB where the file is large and the line fast. A broken connection is taken up again where the service says it stopped.
    ///
    /// - Parameters:
    ///   - mimeType: Kept as declared; use the spelling of contract §7.1.
    ///   - displayName: At most 512 characters. Goes in the body of the request, so any script will do.
    ///   - sha256: Lower-case hexadecimal. When given, what the service stored is compared with it.
    ///   - progress: Told how many bytes have arrived.
    ///   - ticket: What `onSession` was told in an earlier process: its upload is continued if the service still knows it.
    ///   - onSession: Told how the upload could be continued after this process. The text is a credential.
    /// - Returns: The file, which may still be processed: see ``waitUntilActive(_:within:)``.
    /// - Throws: ``GeminiError``, or `CancellationError`.
    public func upload(
        _ source: SourceFile,
        mimeType: String,
        displayName: String? = nil,
        name: String? = nil,
        sha256: String? = nil,
        progress: @escaping @Sendable (Int64) -> Void = { _ in },
        resuming ticket: String? = nil,
        onSession: (String) async throws -> Void = { _ in }
    ) async throws -> RemoteFile {
        let begun = try await begin(
            source,
            mimeType: mimeType,
            displayName: displayName,
            name: name,
            progress: progress,
            resuming: ticket,
            onSession: onSession
        )
        return try await finish(begun, sha256: sha256, onSession: onSession)
    }

    /// Sends bytes as a file; otherwise as ``upload(_:mimeType:displayName:name:sha256:progress:resuming:onSession:)`` does.
    ///
    /// They are in a temporary file without a name until they are sent.
    public func upload(
        _ bytes: Data,
        mimeType: String,
        displayName: String? = nil,
        name: String? = nil,
        sha256: String? = nil,
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> RemoteFile {
        let source: SourceFile
        do {
            source = try SourceFile(holding: bytes, named: displayName ?? "bytes in memory")
        } catch {
            throw GeminiError(error)
        }
        return try await upload(
            source,
            mimeType: mimeType,
            displayName: displayName,
            name: name,
            sha256: sha256,
            progress: progress
        )
    }

    /// The file of an upload whose last answer nobody heard. `nil` when the upload is not finished, or not known any more.
    ///
    /// - Parameter ticket: What `onSession` of ``upload(_:mimeType:displayName:name:sha256:progress:resuming:onSession:)`` was
    ///   told.
    public func file(ofUpload ticket: String) async throws -> RemoteFile? {
        guard let session = UploadSession(ticket: ticket, base: client.baseURL) else { return nil }
        let answer: UploadAnswer
        do {
            let (head, bytes) = try await client.exchange(
                session.request(command: "query", offset: nil),
                for: .upload,
                body: .empty,
                limits: TransferLimits(stall: .seconds(60))
            )
            answer = try UploadAnswer(head: head, body: bytes, key: client.key)
        } catch let error as GeminiError where session.name == nil || error.httpStatus == nil {
            throw error
        } catch is UploadLost where session.name == nil {
            return nil
        } catch {
            try Task.checkCancellation()
            // The session is over: the file has the name that was chosen for it, if it is there.
            return try? await get(session.name?.description ?? "")
        }
        return answer.file
    }

    /// - Parameter name: `files/` and an id.
    public func get(_ name: String) async throws -> RemoteFile {
        let json = try await client.perform(ServiceCall(method: .get, path: try path(name)))
        return try file(json)
    }

    /// The files of the key's project, page by page, newest as the service orders them.
    ///
    /// - Parameter pageSize: At most 100.
    public func list(pageSize: Int = 100) -> FileList { FileList(client: client, pageSize: pageSize) }

    /// Deletes a file. One that is already gone counts as deleted.
    public func delete(_ name: String) async throws {
        do {
            try await client.performIgnoringBody(ServiceCall(method: .delete, path: try path(name)))
        } catch let error as GeminiError where error.kind == .fileExpired || error.httpStatus == 404 {
            return
        }
    }

    /// Waits until the service has processed a file, asking less and less often, twice a second at most.
    ///
    /// - Parameter limit: Ten minutes and a second for every megabyte unless given.
    /// - Throws: ``GeminiError`` of kind `processing_failed` with the service's reason, or `processing_timeout`.
    public func waitUntilActive(_ file: RemoteFile, within limit: Duration? = nil) async throws -> RemoteFile {
        let limit = limit ?? .seconds(600 + (file.sizeBytes ?? 0) / 1_000_000)
        var file = file
        var pauses = Backoff(first: .milliseconds(500), factor: 1.5, longest: .seconds(5))
        var waited = Duration.zero
        while file.state != .active {
            if file.state == .failed { throw processingFailure(file) }
            guard waited < limit else {
                throw GeminiError(.processingTimeout, "\(file.name) was not ready after \(limit.inWords)")
            }
            let pause = pauses.advance()
            try await client.retry.sleep(pause)
            waited += pause
            file = try await get(file.name)
        }
        return file
    }

    private func processingFailure(_ file: RemoteFile) -> GeminiError {
        let reason = file.error?["message", as: String.self] ?? "it did not say why"
        return GeminiError(
            .processingFailed,
            "The service could not process the file: \(reason)",
            hint: "play it, and encode it anew if it is damaged"
        )
    }

    private func file(_ json: JSONValue) throws -> RemoteFile {
        guard let file = RemoteFile(json: json) else {
            throw GeminiError(.server, "The service's answer is no file but \(json.typeName)")
        }
        return file
    }

    private func path(_ name: String) throws -> String {
        guard name.hasPrefix("files/"), name.count > "files/".count else {
            throw GeminiError(.invalidRequest, "\"\(name)\" is no file's name, which is files/ and an id")
        }
        return "files/\(String(name.dropFirst("files/".count)).percentEncoded)"
    }
}
