import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes files whole or not at all.
enum AtomicFile {
    /// Writes beside the target, waits until the bytes are on the disk, takes the target's place, and waits for the folder.
    ///
    /// - Throws: ``ItemError`` with the system's reason. The target is then what it was.
    static func write(_ bytes: [UInt8], to file: URL) throws(ItemError) {
        let folder = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw ItemError(
                kind: "unwritable",
                message: "\(folder.path): cannot be made: \(error.localizedDescription)"
            )
        }
        // Short, so that a name of 255 bytes has room for it.
        let draft = folder.appending(path: ".sluice-\(UUID().uuidString.prefix(13))")
        do throws(ItemError) {
            try save(bytes, to: draft)
            guard unsafe rename(draft.path(percentEncoded: false), file.path(percentEncoded: false)) == 0 else {
                throw failure(file)
            }
        } catch {
            unsafe unlink(draft.path(percentEncoded: false))
            throw error
        }
        syncFolder(folder)
    }

    private static func save(_ bytes: [UInt8], to file: URL) throws(ItemError) {
        let descriptor = unsafe open(file.path(percentEncoded: false), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(file) }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Self.put(descriptor, UnsafeRawBufferPointer(rebasing: buffer[written...]))
            }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw failure(file)
            }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure(file) }
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

    private static func syncFolder(_ folder: URL) {
        let descriptor = unsafe open(folder.path(percentEncoded: false), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Some file systems cannot sync a folder; the file itself is safe by then.
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ file: URL) -> ItemError {
        let reason = unsafe String(cString: strerror(errno))
        return ItemError(
            kind: "unwritable",
            message: "\(file.path(percentEncoded: false)): \(reason)",
            hint: "choose another output folder with -o"
        )
    }
}
