import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder at or below an output folder, opened step by step: no symbolic link below the output folder is followed, wherever
/// it leads and whenever it appeared. The output folder itself may be one.
struct OutputTree: ~Copyable {
    let descriptor: CInt

    deinit { close(descriptor) }

    /// Opens a folder, and makes it and what is missing above it. What was made is synced into the folder above it, so that it
    /// is there when a file in it is said to be.
    ///
    /// - Parameter root: The output folder, which is there.
    /// - Throws: ``ItemError`` that names the first obstacle.
    init(_ folder: String, below root: String) throws(ItemError) {
        var path = Self.plain(root)
        if !Self.isBelow(path, folder) {
            // A place that somebody named: links lead where they lead.
            try Self.make(root: folder)
            path = Self.plain(folder)
        }
        var descriptor = Self.retried { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw ItemError(unwritable: path, errno) }
        let rest = Self.plain(folder).utf8.dropFirst(path.utf8.count).split(separator: UInt8(ascii: "/"))
        for name in rest.map({ String(Substring($0)) }) {
            let above = descriptor
            defer { close(above) }
            path = PathText.joined(path, name)
            let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
            descriptor = Self.retried { unsafe openat(above, name, flags) }
            if descriptor < 0, errno == ENOENT {
                let made = Self.retried { unsafe mkdirat(above, name, 0o777) }
                // Another run may have been faster.
                if made == 0 { Self.sync(above) } else if errno != EEXIST { throw ItemError(unwritable: path, errno) }
                descriptor = Self.retried { unsafe openat(above, name, flags) }
            }
            guard descriptor >= 0 else { throw Self.failure(path, name, errno, in: above) }
        }
        self.descriptor = descriptor
    }

    /// Makes a folder: no link is followed from an output folder's state on.
    static func make(_ folder: String) throws(ItemError) {
        let parts = plain(folder).split(separator: "/", omittingEmptySubsequences: false)
        guard let state = parts.firstIndex(of: ".sluice") else { return try make(root: folder) }
        let root = parts[..<state].joined(separator: "/")
        let place = root.isEmpty ? folder.hasPrefix("/") ? "/" : "." : root
        try make(root: place)
        _ = try OutputTree(root.isEmpty && place == "." ? "./\(folder)" : folder, below: place)
    }

    /// Some file systems cannot sync a folder; the files themselves are safe by then.
    func sync() { Self.sync(descriptor) }

    /// Makes an output folder and all that is missing above it. Links are followed here: the user named them.
    static func make(root: String) throws(ItemError) {
        var missing: [String] = []
        var path = plain(root)
        var status = stat()
        while unsafe stat(path, &status) != 0 {
            guard errno == ENOENT, path != "/" else { throw ItemError(unwritable: path, errno) }
            missing.append(path)
            let above = PathText.folder(of: path)
            path = above.isEmpty ? path.hasPrefix("/") ? "/" : "." : above
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw ItemError(unwritable: path, ENOTDIR) }
        for folder in missing.reversed() {
            guard retried({ unsafe mkdir(folder, 0o777) }) == 0 || errno == EEXIST else {
                throw ItemError(unwritable: folder, errno)
            }
            let descriptor = retried { unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
            if descriptor >= 0 {
                sync(descriptor)
                close(descriptor)
            }
            path = folder
        }
    }

    private static func sync(_ descriptor: CInt) { _ = retried { fsync(descriptor) } }

    /// Does a system call again that a signal interrupted.
    static func retried(_ call: () -> CInt) -> CInt {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }

    private static func isBelow(_ root: String, _ folder: String) -> Bool {
        let (root, folder) = (root.utf8, plain(folder).utf8)
        guard folder.starts(with: root) else { return false }
        return root.last == UInt8(ascii: "/") || [nil, UInt8(ascii: "/")].contains(folder.dropFirst(root.count).first)
    }

    private static func plain(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    private static func failure(_ path: String, _ name: String, _ number: CInt, in folder: CInt) -> ItemError {
        var status = stat()
        guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            return ItemError(unwritable: path, number)
        }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: ItemError(unwritable: path, number)
        case S_IFLNK:
            ItemError(unwritable: path, because: "is a symbolic link, which is not followed inside the output folder")
        default: ItemError(unwritable: path, because: "is a file where a folder must be")
        }
    }
}

extension ItemError {
    /// What the system says of a place that cannot be written to.
    ///
    /// No room, a disk that is read-only and a quota are every item's affair; all else is that of the item whose place it is, also
    /// one file that the disk gives an error about.
    init(unwritable path: String, _ number: CInt) {
        self.init(unwritable: path, because: unsafe String(cString: strerror(number)))
        concernsRun = number.isOfDisk && number != EIO
    }

    init(unwritable path: String, because reason: String) {
        let isClause = reason.hasPrefix("is ")
        self.init(
            kind: .unwritable,
            message: isClause ? "\(path) \(reason)" : "\(path): \(reason)",
            hint: isClause
                ? "rename or remove it, or choose another output folder with -o"
                : "choose another output folder with -o"
        )
    }
}
