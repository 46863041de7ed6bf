import Foundation
import SluiceSupport

/// Where a file that somebody named is put: links are followed, and nothing that is no file is replaced.
enum PlainFile {
    /// - Throws: ``Complaint`` for a device, a pipe, a folder and a link that leads nowhere.
    static func place(_ path: String) throws -> URL {
        let file = URL(filePath: path, directoryHint: .notDirectory)
        guard let status = try? FileStatus(of: path, followingLinks: false) else { return file }
        guard status.kind == .link else {
            try require(status, path)
            return file
        }
        guard let status = try? FileStatus(of: path), let target = unsafe realpath(path, nil) else {
            throw Complaint(.usage, "\(path.printable) is a link that leads nowhere. Name another file.")
        }
        defer { unsafe free(target) }
        try require(status, path)
        return URL(filePath: unsafe String(cString: target), directoryHint: .notDirectory)
    }

    private static func require(_ status: FileStatus, _ path: String) throws {
        guard let other = status.kind.nameOfOther else { return }
        throw Complaint(.usage, "\(path.printable) is \(other). Name a file to write to.")
    }
}
