import SluiceHTTP
import Synchronization

/// The bytes of an upload. Small ones stay in memory until somebody asks for a file; all others are on disk.
final class StoredBytes: Sendable {
    private struct State: ~Copyable {
        var place: Place
        /// Open while bytes arrive.
        var output: UploadFile?
    }

    private enum Place {
        case memory([UInt8])
        case disk(String)
        case gone
    }

    /// A file system takes longer to make a file than to read one of this size.
    static let mostInMemory = 64 << 10

    private let storage: StorageFolder
    private let state: Mutex<State>

    init(in storage: StorageFolder) {
        self.storage = storage
        state = Mutex(State(place: .memory([]), output: nil))
    }

    deinit { remove() }

    /// Takes more bytes, behind those that are there.
    ///
    /// - Throws: ``StorageError`` when the storage folder does not take them.
    func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            if case .memory(var kept) = state.place {
                state.place = .gone
                if kept.count + bytes.count <= Self.mostInMemory, storage.lend(bytes.count) {
                    kept += bytes
                    state.place = .memory(kept)
                    return
                }
                try Self.move(kept, to: storage, &state)
            }
            guard case .disk(let path) = state.place else { throw CancellationError() }
            if state.output == nil { state.output = try UploadFile(continuing: path) }
            try state.output?.append(bytes)
        }
    }

    /// No more will come for now: an upload that nobody goes on with holds no descriptor.
    func pause() { state.withLock { $0.output = nil } }

    /// A file with these bytes, for a program that reads files. It is there until ``remove()``.
    var path: String {
        get throws {
            try state.withLock { state in
                if case .memory(let kept) = state.place {
                    try Self.move(kept, to: storage, &state)
                    state.output = nil
                }
                guard case .disk(let path) = state.place else { throw CancellationError() }
                return path
            }
        }
    }

    private static func move(_ kept: [UInt8], to storage: StorageFolder, _ state: inout State) throws {
        let path = try storage.newFile()
        state.output = try UploadFile(creating: path)
        state.place = .disk(path)
        storage.takeBack(kept.count)
        try state.output?.append(kept)
    }

    /// The first bytes; none when they are gone.
    func beginning(_ count: Int) -> [UInt8] {
        let path: String
        switch state.withLock({ $0.place }) {
        case .memory(let kept): return Array(kept.prefix(count))
        case .gone: return []
        case .disk(let there): path = there
        }
        guard let file = try? SourceFile(opening: path) else { return [] }
        return (try? file.read(at: 0, count: min(count, Int(clamping: file.size)))) ?? []
    }

    /// Nobody needs them any more.
    func remove() {
        let place = state.withLock { state in
            defer { state.place = .gone }
            state.output = nil
            return state.place
        }
        switch place {
        case .memory(let kept): storage.takeBack(kept.count)
        case .disk(let path): storage.remove(path)
        case .gone: break
        }
    }
}
