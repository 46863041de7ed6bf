import Gemini
import SluiceEngine
import SluiceLedger
import SluiceMedia

/// An upload that is under way before the digest of its bytes is known.
actor UploadGuess {
    /// What a process that was killed has left of it.
    nonisolated let session: String?
    private let uploads: SharedUploads
    private var key: String
    private var begun: String?

    init(_ key: String, session: String?, among uploads: SharedUploads) {
        self.key = key
        self.session = session
        self.uploads = uploads
        begun = session
    }

    /// Remembers where the bytes go, under the key that counts by then.
    func remember(_ session: String) async throws {
        begun = session
        try await uploads.store.remember(session: session, for: key)
    }

    /// The digest is known. Whether the upload is to be gone on with: not when another has sent the same bytes, or is sending them.
    func settle(_ media: MediaFile) async throws -> Bool {
        let known = uploads.key(of: media)
        guard try await uploads.store.settle(key, as: known) else { return false }
        key = known
        // It may have come while the key was being changed.
        if let begun { try await uploads.store.remember(session: begun, for: known) }
        return true
    }

    func finish(with file: RemoteFile) async throws -> HeldUpload { try await uploads.finish(key, with: file) }

    /// It failed. What is known of its session stays.
    func abandon() async { try? await uploads.store.abandon(key) }
}
