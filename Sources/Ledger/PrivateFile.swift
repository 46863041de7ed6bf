import Foundation

/// A file that only its owner may read, from the first moment: SQLite gives the files beside it the same rights.
enum PrivateFile {
    /// Whether this process may write to a file and beside it.
    static func mayChange(_ file: URL) -> Bool {
        [file, file.deletingLastPathComponent()].allSatisfy { unsafe access($0.path, W_OK) == 0 }
    }

    static func prepare(_ file: URL) throws {
        let descriptor = unsafe open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }
}
