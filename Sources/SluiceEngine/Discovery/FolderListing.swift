import Foundation

/// One look into a folder, by the system calls themselves: they keep names byte for byte and are fast.
///
/// A name takes its own bytes and eight more, so that a folder of a million files fits into some megabytes.
struct FolderListing {
    /// What tells two folders apart, however they were reached.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    enum Kind { case file, folder(Identity), other, broken(Int32) }

    /// What an entry itself is, links not followed.
    enum EntryKind: UInt8 { case file, folder, link, other }

    private struct Entry {
        let start: UInt32
        let length: UInt16
        let kind: EntryKind
    }

    let identity: Identity
    private var names: [UInt8] = []
    private var entries: [Entry] = []

    private init(identity: Identity) { self.identity = identity }

    var count: Int { entries.count }

    func name(_ index: Int) -> ArraySlice<UInt8> {
        let entry = entries[index]
        return names[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
    }

    func kind(_ index: Int) -> EntryKind { entries[index].kind }

    /// Whether a run keeps its state here: beside its outputs.
    var hasRunsState: Bool {
        entries.indices.contains { kind($0) == .folder && name($0).elementsEqual(".sluice".utf8) }
    }

    /// The entries without `.` and `..`, in natural order.
    ///
    /// - Throws: the system's reason, when the folder cannot be read.
    @concurrent
    static func of(_ path: [UInt8]) async throws(DiscoveryError) -> FolderListing {
        func failure(_ number: Int32) -> DiscoveryError {
            DiscoveryError(input: FileName.text(of: path), message: reason(number))
        }
        guard let stream = unsafe opendir(path.map { CChar(bitPattern: $0) } + [0]) else { throw failure(errno) }
        defer { unsafe closedir(stream) }
        var status = stat()
        guard unsafe fstat(dirfd(stream), &status) == 0 else { throw failure(errno) }
        var listing = FolderListing(identity: Identity(status))
        errno = 0
        while let entry = unsafe readdir(stream) {
            defer { errno = 0 }
            let type = unsafe entry.pointee.d_type
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
                unsafe Array(name.prefix { $0 != 0 })
            }
            guard !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) else { continue }
            let kind: EntryKind =
                switch Int32(type) {
                case Int32(DT_REG): .file
                case Int32(DT_DIR): .folder
                case Int32(DT_LNK): .link
                case Int32(DT_UNKNOWN): unsafe entryKind(name, in: dirfd(stream))
                default: .other
                }
            let start = UInt32(listing.names.count)
            listing.entries.append(Entry(start: start, length: UInt16(clamping: name.count), kind: kind))
            listing.names.append(contentsOf: name)
            // Some gigabytes of names in one folder: no place counts so far.
            guard listing.names.count < UInt32.max - 4096 else { throw failure(EOVERFLOW) }
        }
        guard errno == 0 else { throw failure(errno) }
        listing.sort()
        return listing
    }

    private mutating func sort() {
        var sorted = entries
        entries = []
        let names = names
        unsafe names.withUnsafeBufferPointer { names in
            func name(_ entry: Entry) -> UnsafeBufferPointer<UInt8> {
                let range = Int(entry.start)..<Int(entry.start) + Int(entry.length)
                return unsafe UnsafeBufferPointer(rebasing: names[range])
            }
            sorted.sort { unsafe NaturalOrder.precedes(name($0), name($1)) }
        }
        entries = sorted
    }

    /// What is at a path, links followed.
    static func kind(of path: String) -> Kind { kind(of: Array(path.utf8)) }

    static func kind(of path: [UInt8]) -> Kind {
        var status = stat()
        let result = unsafe stat(path.map { CChar(bitPattern: $0) } + [0], &status)
        guard result == 0 else { return .broken(errno) }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder(Identity(status))
        default: .other
        }
    }

    private static func entryKind(_ name: [UInt8], in folder: Int32) -> EntryKind {
        var status = stat()
        let text = name.map { CChar(bitPattern: $0) } + [0]
        guard unsafe fstatat(folder, text, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
    }

    /// The path without links. `nil` when it leads nowhere.
    static func realPath(of path: [UInt8]) -> [UInt8]? {
        guard let real = unsafe realpath(path.map { CChar(bitPattern: $0) } + [0], nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) }
    }

    /// The system's words for an error number: `Permission denied`.
    static func reason(_ number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }
}

extension FolderListing.Identity {
    fileprivate init(_ status: stat) {
        self.init(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    }
}
