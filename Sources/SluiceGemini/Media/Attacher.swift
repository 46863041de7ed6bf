import Foundation
import Gemini
import SluiceEngine
import SluiceHTTP
import SluiceLedger
import SluiceMedia
import StructuredJSON

/// Turns files into blocks: uploads them, puts small ones inside the request, reads texts.
struct Attacher: Sendable {
    var gemini: GeminiClient
    var use = MediaUse()
    /// Whom uploads are shared with. `nil`: with nobody.
    var uploads: SharedUploads?
    /// Bounds how many files are sent at once, and hears of their progress.
    var call = ServiceCall()
    var onProgress: @Sendable (SentBytes) -> Void = { _ in }

    /// The service keeps no file beyond this (contract §6.6). Whether its 2 GB are of a thousand or of 1024 is not known: the
    /// larger is tried.
    static let largestUpload: Int64 = 2 << 30
    /// A request may have 20 MB, and base64 makes four bytes of three (contract §6.7).
    static let largestInline: Int64 = 14_500_000
    static let capabilities: Capabilities = {
        var capabilities = Capabilities()
        capabilities.largestUpload = largestUpload
        capabilities.largestInline = largestInline
        return capabilities
    }()

    /// - Throws: ``ItemError`` for a file too large to send, ``GeminiError`` for an upload that failed, and `CancellationError`.
    func attach(_ media: MediaFile) async throws -> UploadedFile {
        if media.modality == .text { return try await text(media) }
        // Whoever read it for a recipe has looked already.
        let media = try await TextPreparation(largestText: Self.largestInline).prepared(media)
        let isInline: Bool =
            switch use.options.inline {
            case .never: false
            case .auto: use.requests == 1 && max(media.bytes, use.together) <= Self.largestInline
            case .always: true
            }
        return isInline ? try await inline(media) : try await upload(media)
    }

    private func text(_ media: MediaFile) async throws -> UploadedFile {
        try Self.capabilities.requireText(of: media.bytes)
        let bytes = try await bytes(of: media)
        guard let reading = media.text ?? TextReading(of: bytes) else { throw TextPreparation.failure }
        return UploadedFile(media: media.reading(as: reading), content: .text(reading.text(of: bytes)))
    }

    private func inline(_ media: MediaFile) async throws -> UploadedFile {
        try Self.capabilities.requireInline(of: media.bytes)
        guard use.together <= Self.largestInline else {
            throw ItemError(
                kind: .tooLarge,
                message: "The files of this request have \(use.together.inBytes) together; "
                    + "inside a request is room for \(Self.largestInline.inBytes)",
                hint: "let the recipe upload them: inline: never"
            )
        }
        let data = Data(try await bytes(of: media))
        let content = use.options.block(for: media.modality, data: data, mimeType: media.type.rawValue)
        return UploadedFile(media: media, content: content)
    }

    func upload(_ media: MediaFile) async throws -> UploadedFile {
        try Self.capabilities.requireUpload(of: media.bytes)
        guard let uploads else { return uploaded(media, try await send(media), nil) }
        let held = try await uploads.obtain(media) { session, onSession in
            try await send(media, resuming: session, onSession: onSession)
        }
        let known = RemoteFile(fields: [
            "name": .string(held.upload.name), "uri": .string(held.upload.uri),
            "mimeType": .string(media.type.rawValue),
        ])
        return uploaded(media, held.file ?? known, held)
    }

    func uploaded(_ media: MediaFile, _ file: RemoteFile, _ held: HeldUpload?) -> UploadedFile {
        let content = use.options.block(for: media.modality, uri: file.uri, mimeType: media.type.rawValue)
        return UploadedFile(media: media, content: content, file: file, held: held)
    }

    /// Sends the bytes and waits until they may be used.
    private func send(
        _ media: MediaFile,
        resuming session: String? = nil,
        onSession: (String) async throws -> Void = { _ in }
    ) async throws -> RemoteFile {
        do {
            return try await sendOnce(media, resuming: session, onSession: onSession)
        } catch is FileLost {
            do {
                return try await sendOnce(media, resuming: nil, onSession: onSession)
            } catch let loss as FileLost {
                throw loss.error
            }
        }
    }

    private func sendOnce(
        _ media: MediaFile,
        resuming session: String?,
        onSession: (String) async throws -> Void
    ) async throws -> RemoteFile {
        try await ready(media) {
            try await call.upload {
                try await gemini.files.upload(
                    try open(media.url, bytes: media.bytes),
                    mimeType: media.type.rawValue,
                    displayName: media.url.lastPathComponent,
                    sha256: media.sha256,
                    progress: progress(of: media.url, media.bytes),
                    resuming: session,
                    onSession: onSession
                )
            }
        }
    }

    func progress(of file: URL, _ total: Int64) -> @Sendable (Int64) -> Void {
        { [onProgress, call] sent in
            call.sent(sent, of: total)
            onProgress(SentBytes(file: file, sent: sent, total: total))
        }
    }

    /// What was sent, once it may be used.
    ///
    /// - Throws: ``FileChanged`` when the file was written to meanwhile; then what was sent is deleted. ``FileLost`` when the service
    ///   does not have it any more.
    func ready(_ media: MediaFile, _ send: () async throws -> RemoteFile) async throws -> RemoteFile {
        let file: RemoteFile
        do {
            file = try await send()
        } catch let error as GeminiError where error.kind == .uploadFailed || error.kind == .unreadable {
            guard isAsItWas(media) else { throw FileChanged() }
            throw error
        }
        guard isAsItWas(media) else {
            try? await gemini.files.delete(file.name)
            throw FileChanged()
        }
        guard file.state != .active else { return file }
        do {
            return try await gemini.files.waitUntilActive(file)
        } catch let error as GeminiError where error.mayBeOfMissingFile {
            throw FileLost(cause: error)
        } catch {
            try? await gemini.files.delete(file.name)
            throw error
        }
    }

    private func isAsItWas(_ media: MediaFile) -> Bool {
        guard let now = FileStamp(of: media.url.path(percentEncoded: false)), now.size == media.bytes else {
            return false
        }
        return abs(Double(now.modified) / 1e9 - media.modified.timeIntervalSince1970) < 0.001
    }

    func open(_ file: URL, bytes: Int64) throws -> SourceFile {
        let source: SourceFile
        do {
            source = try SourceFile(opening: file.path(percentEncoded: false))
        } catch {
            throw ItemError(kind: .unreadable, message: "It cannot be read any more: \(error.message)")
        }
        guard source.size == bytes else { throw FileChanged() }
        return source
    }

    /// The bytes that the digest is of.
    ///
    /// - Throws: ``FileChanged`` when the file has others by now: the record, the key and the answer would be of different bytes.
    @concurrent
    func bytes(of media: MediaFile) async throws -> [UInt8] {
        let bytes = try open(media.url, bytes: media.bytes).read(at: 0, count: Int(media.bytes))
        guard SHA256Digester.hex(of: bytes) == media.sha256 else { throw FileChanged() }
        return bytes
    }
}
