import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is written piece by piece, and is in its place whole or not at all.
///
/// What was not committed is gone with the value.
struct DraftFile: ~Copyable {
    private static let pieceSize = 1 << 18

    let path: String
    /// What errors name: the draft's own name says nothing to anybody.
    private let folder: String
    private let handle: FileHandle
    private var pending: [UInt8] = []

    /// - Parameter room: A folder on the file system of the file's later place.
    /// - Throws: ``ItemError`` with the reason.
    init(in room: URL) throws(ItemError) {
        let place = room.path(percentEncoded: false)
        folder = place.count > 1 && place.hasSuffix("/") ? String(place.dropLast()) : place
        path = PathText.joined(folder, ".\(UUID().uuidString)")
        try OutputTree.make(folder)
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forUpdatingAtPath: path)
        else { throw Self.failure(folder, errno) }
        self.handle = handle
    }

    mutating func write(_ bytes: some Sequence<UInt8>) throws(ItemError) {
        pending.append(contentsOf: bytes)
        if pending.count >= Self.pieceSize { try flush() }
    }

    mutating func write(_ text: String) throws(ItemError) { try write(text.utf8) }

    /// Writes what is still in memory, so that the file can be read at ``path``.
    mutating func flush() throws(ItemError) {
        do {
            try handle.write(contentsOf: Data(pending))
        } catch {
            throw Self.failure(folder, error)
        }
        pending.removeAll(keepingCapacity: true)
    }

    /// Syncs the file and puts it in its place.
    consuming func commit(to file: URL) throws(ItemError) {
        try flush()
        let target = file.path(percentEncoded: false)
        do {
            try handle.synchronize()
        } catch {
            throw Self.failure(target, error)
        }
        guard unsafe rename(path, target) == 0 else {
            throw Self.failure(target, errno)
        }
    }

    deinit {
        try? handle.close()
        // After a commit nothing is there any more.
        unsafe unlink(path)
    }

    private static func failure(_ path: String, _ error: any Error) -> ItemError {
        failure(path, error.localizedDescription, isOfDisk: ItemError(error).isOfDisk)
    }

    private static func failure(_ path: String, _ number: CInt) -> ItemError {
        failure(path, unsafe String(cString: strerror(number)), isOfDisk: number.isOfDisk)
    }

    private static func failure(_ path: String, _ reason: String, isOfDisk: Bool) -> ItemError {
        var failure = ItemError(
            kind: .unwritable,
            message: "\(path): \(reason)",
            hint: "choose another place with -o"
        )
        failure.concernsRun = isOfDisk
        return failure
    }
}
