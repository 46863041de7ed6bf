import Foundation

/// One look into a folder, by the system calls themselves: they keep names byte for byte and are fast.
struct FolderListing {
    /// What tells two folders apart, however they were reached.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64
    }

    enum Kind { case file, folder(Identity), other, broken(Int32) }

    struct Entry {
        /// `nil` when the name is not UTF-8.
        let name: String?
        let bytes: [UInt8]
        let kind: Kind

        /// Whether it is where a run keeps its state: beside its outputs.
        var isRunsState: Bool {
            guard name == ".sluice", case .folder = kind else { return false }
            return true
        }
    }

    /// The entries without `.` and `..`, in no order. Symbolic links are followed.
    ///
    /// - Throws: the system's reason, when the folder cannot be read.
    @concurrent
    static func entries(of path: String) async throws(DiscoveryError) -> [Entry] {
        guard let stream = unsafe opendir(path) else { throw DiscoveryError(input: path, message: reason(errno)) }
        defer { unsafe closedir(stream) }
        var entries: [Entry] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
                unsafe Array(name.prefix { $0 != 0 })
            }
            defer { errno = 0 }
            guard bytes != [UInt8(ascii: ".")], bytes != [UInt8(ascii: "."), UInt8(ascii: ".")] else { continue }
            let kind = unsafe entry.pointee.d_type == DT_REG ? .file : kind(of: bytes, in: dirfd(stream))
            entries.append(Entry(name: String(validating: bytes, as: UTF8.self), bytes: bytes, kind: kind))
        }
        guard errno == 0 else { throw DiscoveryError(input: path, message: reason(errno)) }
        return entries
    }

    /// What is at a path, links followed.
    static func kind(of path: String) -> Kind {
        kind(of: Array(path.utf8), in: AT_FDCWD)
    }

    private static func kind(of name: [UInt8], in folder: Int32) -> Kind {
        var status = stat()
        let text = name.map { CChar(bitPattern: $0) } + [0]
        let result = unsafe fstatat(folder, text, &status, 0)
        guard result == 0 else { return .broken(errno) }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR:
            .folder(Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino)))
        default: .other
        }
    }

    /// The system's words for an error number: `Permission denied`.
    static func reason(_ number: Int32) -> String {
        unsafe String(cString: strerror(number))
    }
}
