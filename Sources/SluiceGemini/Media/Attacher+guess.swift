import Foundation
import Gemini
import SluiceEngine
import SluiceHTTP
import SluiceLedger
import SluiceMedia

/// Large files, sent while their digest is computed.
extension Attacher {
    /// Below it a digest takes no time worth saving.
    private static let worthGuessing: Int64 = 32 << 20

    /// Uploads a file of which nothing is known yet.
    ///
    /// A large one is sent while it is digested, unless what is remembered of uploads has one of its size and type: that may be the
    /// same.
    ///
    /// - Throws: Also ``MediaError``.
    func attach(_ file: URL, knownBy inspector: MediaInspector) async throws -> UploadedFile {
        let path = try file.localPath()
        let detection = try await inspector.detect(path)
        if let stamp = FileStamp(of: path), let type = detection.type, detection.modality != .text {
            // Before it is read to its end.
            try Self.capabilities.requireUpload(of: stamp.size)
            if stamp.size >= Self.worthGuessing, let guess = try await uploads?.guess(stamp, as: type),
                let uploaded = try await attach(file, type, stamp, on: guess, knownBy: inspector)
            {
                return uploaded
            }
        }
        return try await attach(try await inspector.read(path))
    }

    /// `nil` when another was first to send the same bytes.
    private func attach(
        _ file: URL,
        _ type: MediaType,
        _ stamp: FileStamp,
        on guess: UploadGuess,
        knownBy inspector: MediaInspector
    ) async throws -> UploadedFile? {
        do {
            let source = try open(file, bytes: stamp.size)
            async let settled = settle(guess, file, type, stamp, knownBy: inspector)
            let begun = try await gemini.files.begin(
                source,
                mimeType: type.rawValue,
                displayName: file.lastPathComponent,
                progress: progress(of: file, stamp.size),
                resuming: guess.session,
                onSession: { try await guess.remember($0) }
            )
            let media: MediaFile
            do {
                guard let settled = try await settled else {
                    await gemini.files.cancel(begun)
                    return nil
                }
                media = settled
            } catch {
                await gemini.files.cancel(begun)
                throw error
            }
            let sent = try await ready(media) {
                try await gemini.files.finish(begun, sha256: media.sha256, onSession: { try await guess.remember($0) })
            }
            let held = try await guess.finish(with: sent)
            return uploaded(media, sent, held)
        } catch {
            await guess.abandon()
            if let loss = error as? FileLost { throw loss.error }
            guard let error = error as? GeminiError, [.uploadFailed, .unreadable].contains(error.kind),
                !isAsItWas(file, stamp)
            else { throw error }
            throw FileChanged()
        }
    }

    /// The file with its digest. `nil` when another was first.
    private func settle(
        _ guess: UploadGuess,
        _ file: URL,
        _ type: MediaType,
        _ stamp: FileStamp,
        knownBy inspector: MediaInspector
    ) async throws -> MediaFile? {
        let media = try await inspector.read(file.path(percentEncoded: false))
        guard media.type == type, isAsItWas(file, stamp) else { throw FileChanged() }
        return try await guess.settle(media) ? media : nil
    }

    private func isAsItWas(_ file: URL, _ stamp: FileStamp) -> Bool {
        let now = FileStamp(of: file.path(percentEncoded: false))
        return now?.size == stamp.size && now?.modified == stamp.modified
    }
}
