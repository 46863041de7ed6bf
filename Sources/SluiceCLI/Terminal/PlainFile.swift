import Foundation

/// Where a file that somebody named is put: links are followed, and nothing that is no file is replaced.
enum PlainFile {
    /// - Throws: ``Complaint`` for a device, a pipe, a folder and a link that leads nowhere.
    static func place(_ path: String) throws -> URL {
        let file = URL(filePath: path, directoryHint: .notDirectory)
        var info = stat()
        guard unsafe lstat(path, &info) == 0 else { return file }
        guard info.st_mode & S_IFMT == S_IFLNK else {
            try require(info, path)
            return file
        }
        guard let target = unsafe realpath(path, nil), unsafe stat(path, &info) == 0 else {
            throw Complaint(.usage, "\(path.printable) is a link that leads nowhere. Name another file.")
        }
        defer { unsafe free(target) }
        try require(info, path)
        return URL(filePath: unsafe String(cString: target), directoryHint: .notDirectory)
    }

    private static func require(_ info: stat, _ path: String) throws {
        let what: String? =
            switch info.st_mode & S_IFMT {
            case S_IFREG: nil
            case S_IFDIR: "a folder"
            case S_IFIFO: "a pipe"
            case S_IFCHR, S_IFBLK: "a device"
            default: "no file"
            }
        guard let what else { return }
        throw Complaint(.usage, "\(path.printable) is \(what). Name a file to write to.")
    }
}
