import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that are written whole or not at all.
///
/// Each is written to a folder of drafts; ``commit()`` syncs all of them, puts them in their places and syncs their folders.
/// Synced together they take a fraction of the time that each alone would.
/// What was not committed is gone with the value.
struct AtomicBatch: ~Copyable {
    /// A draft that is in its place has no path any more.
    private var drafts: [(draft: String?, target: String, descriptor: CInt)] = []
    private var folders: Set<String> = []
    private var stale: [String] = []
    private let room: String

    /// - Parameter drafts: A folder on the file system of the targets.
    init(drafts: URL) { room = drafts.path(percentEncoded: false) }

    /// - Throws: ``ItemError`` with the system's reason.
    mutating func add(_ bytes: [UInt8], for file: URL) throws(ItemError) {
        let target = file.path(percentEncoded: false)
        let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
        if folders.insert(folder).inserted { try Self.make(folder) }
        let draft = "\(room)/\(UUID().uuidString)"
        do throws(ItemError) {
            let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw Self.failure() }
            drafts.append((draft, target, descriptor))
            try Self.save(bytes, to: descriptor)
        } catch {
            // The draft's own name says nothing to anybody.
            throw ItemError(kind: error.kind, message: "\(target): \(error.message)", hint: error.hint)
        }
    }

    /// Has a file gone once the others are in their places.
    mutating func remove(_ file: URL) { stale.append(file.path(percentEncoded: false)) }

    /// - Throws: ``ItemError``. Some of the targets may then be in their places.
    consuming func commit() throws(ItemError) {
        for (_, target, descriptor) in drafts where fsync(descriptor) != 0 { throw Self.failure(target) }
        for place in drafts.indices {
            guard let draft = drafts[place].draft else { continue }
            guard unsafe rename(draft, drafts[place].target) == 0 else { throw Self.failure(drafts[place].target) }
            drafts[place].draft = nil
        }
        for file in stale { unsafe unlink(file) }
        for folder in folders { Self.sync(folder) }
    }

    deinit {
        for (draft, _, descriptor) in drafts {
            close(descriptor)
            if let draft { unsafe unlink(draft) }
        }
    }

    static func make(_ folder: String) throws(ItemError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw ItemError(
                kind: "unwritable",
                message: "\(folder): the folder cannot be made",
                hint: "choose another output folder with -o"
            )
        }
    }

    private static func save(_ bytes: [UInt8], to descriptor: CInt) throws(ItemError) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe put(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
        #if os(Linux)
            // Lets the kernel begin to write what the sync will wait for.
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
        #endif
    }

    private static func put(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
            unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }

    private static func sync(_ folder: String) {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Some file systems cannot sync a folder; the files themselves are safe by then.
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ path: String? = nil) -> ItemError {
        let reason = unsafe String(cString: strerror(errno))
        return ItemError(
            kind: "unwritable",
            message: path.map { "\($0): \(reason)" } ?? reason,
            hint: "choose another output folder with -o"
        )
    }
}
