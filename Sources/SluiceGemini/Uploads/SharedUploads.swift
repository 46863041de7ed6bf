import Foundation
import Gemini
import SluiceEngine
import SluiceLedger
import SluiceMedia
import SluiceSupport

/// The uploads of a run: each content is sent once, and shared with other items, other runs and other processes of the user.
final class SharedUploads: Sendable {
    let store: UploadStore
    /// What keys of this service and this API key begin with.
    private let service: String
    private let isTemporary: Bool
    private let turns = SingleFlight<String, Never>()
    private let run = UUID().uuidString

    /// - Parameter life: How long what is uploaded stays.
    init(_ store: UploadStore, for gemini: GeminiClient, life: Recipe.UploadLife) {
        self.store = store
        service = gemini.identity { SHA256Digester.hex(of: $0) } + "|"
        isTemporary = life == .run
    }

    /// How an upload is done, and how one that a killed process began is continued.
    typealias Send = (_ session: String?, _ onSession: (String) async throws -> Void) async throws -> RemoteFile

    /// The upload of a file's bytes: the one that is there, the one that another is sending, or one that is sent now.
    ///
    /// - Throws: What `send` throws, ``LedgerError`` of the store, or `CancellationError`.
    func obtain(_ media: MediaFile, send: Send) async throws -> HeldUpload {
        let key = key(of: media)
        return try await turns.exclusively(key) {
            // Only another process is waited for here.
            var pauses = Backoff(first: .milliseconds(50), factor: 1.5, longest: .seconds(1))
            while true {
                switch try await store.claim(key) {
                case .stored(let upload): return HeldUpload(key: key, upload: upload, file: nil)
                case .upload(let session): return try await upload(key, session, send)
                case .wait: try await Task.sleep(for: pauses.advance())
                }
            }
        }
    }

    private func upload(_ key: String, _ session: String?, _ send: Send) async throws -> HeldUpload {
        do {
            let file = try await send(session) { try await store.remember(session: $0, for: key) }
            return try await finish(key, with: file)
        } catch {
            try? await store.abandon(key)
            throw error
        }
    }

    /// An upload of ours is there.
    func finish(_ key: String, with file: RemoteFile) async throws -> HeldUpload {
        let expires = file.expirationTime ?? .now + 48 * 3600
        let upload = StoredUpload(name: file.name, uri: file.uri, expires: expires)
        try await store.finish(key, with: upload, isTemporary: isTemporary)
        return HeldUpload(key: key, upload: upload, file: file)
    }

    /// A chance to send a file before its digest is known. `nil` when something is known of uploads that may be the same.
    func guess(_ stamp: FileStamp, as type: MediaType) async throws -> UploadGuess? {
        let key = kind(stamp.size, type) + "?\(stamp.text)"
        guard case .upload(let session) = try await store.claim(guess: key) else { return nil }
        return UploadGuess(key, session: session, among: self)
    }

    func key(of media: MediaFile) -> String { kind(media.bytes, media.type) + media.sha256 }

    private func kind(_ bytes: Int64, _ type: MediaType) -> String { "\(service)\(bytes) \(type.rawValue)|" }

    /// The service says that it does not have the file any more.
    func forget(_ held: HeldUpload) async throws {
        try await store.forget(held.key, named: held.upload.name)
    }

    /// Ends a use. Whether the file is to be deleted now.
    ///
    /// - Parameter isUrgent: Whether nothing else keeps the run from its end.
    func release(_ held: HeldUpload, isUrgent: Bool) async throws -> Bool {
        try await store.release(held.key, named: held.upload.name, isUrgent: isUrgent)
    }

    /// A file that was to be deleted is.
    func deleted(_ name: String, isUrgent: Bool = true) async throws {
        try await store.deleted(name, isUrgent: isUrgent)
    }

    /// The run begins. What runs that were killed have left behind, to be deleted.
    func begin() async throws -> [String] { try await store.begin(run: run, service: service) }

    /// Says to other machines and containers that this run lives, until the task is cancelled.
    func keepAlive() async {
        while (try? await Task.sleep(for: UploadStore.renewal)) != nil {
            // One that fails is made good by the next: a lease outlasts several.
            try? await store.renew()
        }
    }

    /// The run has ended. What was kept for it alone, to be deleted.
    func end(using gemini: GeminiClient) async throws -> [String] {
        let (unused, orphans) = try await store.end(run: run, service: service)
        return try await unused + unheard(orphans, using: gemini)
    }

    /// The names of files that runs which were killed have left behind, to be deleted.
    func leftovers(using gemini: GeminiClient) async throws -> [String] {
        try await store.reclaim(service: service) + unheard(store.orphans(service: service), using: gemini)
    }

    /// Files whose uploads ended after the process that sent them. Uploads that can still be continued stay as they are.
    private func unheard(_ orphans: [UploadStore.Orphan], using gemini: GeminiClient) async throws -> [String] {
        var names: [String] = []
        for (key, session) in orphans {
            guard let file = try? await gemini.files.file(ofUpload: session) else { continue }
            names.append(file.name)
            try await store.forget(orphan: key)
        }
        return names
    }
}
