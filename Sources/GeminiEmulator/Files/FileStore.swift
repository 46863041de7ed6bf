import Foundation
import Synchronization

/// The files and the unfinished uploads.
final class FileStore: Sendable {
    private struct State {
        var files: [String: StoredFile] = [:]
        /// Files as they were told last: clients that wait for one ask again and again.
        var told: [String: ToldFile] = [:]
        /// Names taken by uploads that are not finished.
        var reserved: Set<String> = []
        var sessions: [String: UploadSession] = [:]
        var count = 0
    }

    private let state = Mutex(State())
    /// A file that is neither deleted nor expired.
    func file(_ id: String, now: Date = Date()) -> StoredFile? {
        guard let file = state.withLock({ $0.files[id] }) else { return nil }
        guard file.expires <= now else { return file }
        remove(id)
        return nil
    }

    /// A file as JSON, for those who reach us by an origin. `nil`: there is none.
    func told(_ id: String, origin: String, now: Date = Date()) -> [UInt8]? {
        if let told = state.withLock({ $0.told[id] }), let bytes = told.bytes(origin, now) { return bytes }
        guard let file = file(id, now: now) else { return nil }
        let told = ToldFile(file, origin: origin, now: now)
        state.withLock { state in
            // It may have gone meanwhile.
            if state.files[id] != nil { state.told[id] = told }
        }
        return told.bytes
    }

    /// Up to `limit` files, the newest first, from those older than number `before`.
    func list(before: Int, limit: Int, now: Date = Date()) -> (files: [StoredFile], hasMore: Bool) {
        let older = state.withLock { $0.files.values.filter { $0.number < before && $0.expires > now } }
        let sorted = older.sorted { $0.number > $1.number }
        return (Array(sorted.prefix(limit)), sorted.count > limit)
    }

    @discardableResult
    func remove(_ id: String) -> Bool {
        let gone = state.withLock { state in
            state.told[id] = nil
            return state.files.removeValue(forKey: id)
        }
        guard let file = gone else { return false }
        file.bytes.remove()
        return true
    }

    /// Keeps a name for an upload that begins. `false` when somebody has it.
    func reserve(_ id: String) -> Bool {
        state.withLock { $0.files[id] == nil && $0.reserved.insert(id).inserted }
    }

    func release(_ id: String) {
        state.withLock { _ = $0.reserved.remove(id) }
    }

    func nextNumber() -> Int {
        state.withLock {
            $0.count += 1
            return $0.count
        }
    }

    func add(_ file: StoredFile) {
        state.withLock {
            $0.reserved.remove(file.id)
            $0.told[file.id] = nil
            $0.files[file.id] = file
        }
    }

    /// Forgets everything, the bytes too. Uploads under way go on without a name.
    func reset() {
        let gone = state.withLock { state in
            defer { state = State() }
            return state.files.values.map(\.bytes)
        }
        for bytes in gone { bytes.remove() }
    }

    func add(_ session: UploadSession) {
        state.withLock { $0.sessions[session.id] = session }
    }

    func session(_ id: String) -> UploadSession? {
        state.withLock { $0.sessions[id] }
    }
}
