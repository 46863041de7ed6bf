import Foundation
import Gemini
import HTTP
import Media

/// Turns files into blocks: uploads them, puts small ones inside the request, reads texts.
struct Attacher: Sendable {
    let gemini: GeminiClient
    var options = Recipe.MediaOptions()

    /// The service keeps no file beyond this (contract §6.6).
    static let largestUpload: Int64 = 2_000_000_000
    /// A request may have 20 MB, and base64 makes four bytes of three (contract §6.7).
    static let largestInline: Int64 = 14_500_000

    /// - Throws: ``ItemError`` for a file too large to send, ``GeminiError`` for an upload that failed, and `CancellationError`.
    func attach(_ media: MediaFile) async throws -> UploadedFile {
        if media.modality == .text { return try await text(media) }
        let isInline: Bool =
            switch options.inline {
            case .never: false
            case .auto: media.bytes <= Self.largestInline
            case .always: true
            }
        return isInline ? try await inline(media) : try await upload(media)
    }

    private func text(_ media: MediaFile) async throws -> UploadedFile {
        try require(media, atMost: Self.largestInline, "A text is sent inside the request and")
        let text = TextDecoding.text(of: try await bytes(of: media))
        return UploadedFile(media: media, content: .text(text), file: nil)
    }

    private func inline(_ media: MediaFile) async throws -> UploadedFile {
        try require(media, atMost: Self.largestInline, "A file inside the request")
        let data = Data(try await bytes(of: media))
        let content = options.block(for: media.modality, data: data, mimeType: media.type.rawValue)
        return UploadedFile(media: media, content: content, file: nil)
    }

    private func upload(_ media: MediaFile) async throws -> UploadedFile {
        try require(media, atMost: Self.largestUpload, "A file at the service")
        var file = try await send(media)
        if file.state != .active {
            do {
                file = try await gemini.files.waitUntilActive(file)
            } catch {
                try? await gemini.files.delete(file.name)
                throw error
            }
        }
        let content = options.block(for: media.modality, uri: file.uri, mimeType: media.type.rawValue)
        return UploadedFile(media: media, content: content, file: file)
    }

    private func send(_ media: MediaFile) async throws -> File {
        do {
            return try await gemini.files.upload(
                try open(media),
                mimeType: media.type.rawValue,
                displayName: media.url.lastPathComponent,
                sha256: media.sha256
            )
        } catch let error as GeminiError where error.kind == .uploadFailed || error.kind == .unreadable {
            guard isAsItWas(media) else { throw Self.changed }
            throw error
        }
    }

    private func isAsItWas(_ media: MediaFile) -> Bool {
        let now = try? FileManager.default.attributesOfItem(atPath: media.url.path(percentEncoded: false))
        guard let size = now?[.size] as? Int64, let modified = now?[.modificationDate] as? Date else { return false }
        return size == media.bytes && abs(modified.timeIntervalSince(media.modified)) < 0.001
    }

    private static let changed = ItemError(
        kind: "unreadable",
        message: "It changed while it was being sent",
        hint: "run again when nothing writes to it"
    )

    private func open(_ media: MediaFile) throws -> SourceFile {
        let source: SourceFile
        do {
            source = try SourceFile(opening: media.url.path(percentEncoded: false))
        } catch {
            throw ItemError(kind: "unreadable", message: "It cannot be read any more: \(error.message)")
        }
        guard source.size == media.bytes else {
            throw Self.changed
        }
        return source
    }

    @concurrent
    private func bytes(of media: MediaFile) async throws -> [UInt8] {
        try open(media).read(at: 0, count: Int(media.bytes))
    }

    private func require(_ media: MediaFile, atMost limit: Int64, _ what: String) throws {
        guard media.bytes > limit else { return }
        throw ItemError(
            kind: "too_large",
            message: "\(what) may have \(limit.formatted(.byteCount(style: .decimal))); this one has "
                + media.bytes.formatted(.byteCount(style: .decimal)),
            hint: "split it, or make it smaller"
        )
    }
}
