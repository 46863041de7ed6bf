import Foundation
import SluiceSupport

/// A database that only its owner may read, from the first moment: SQLite gives the files beside it the same rights.
enum PrivateFile {
    /// Makes the file when it is missing.
    ///
    /// - Throws: for what is a link, is not this user's, is another program's database or of a later version. It is as it was then.
    static func prepare(_ file: URL, for kind: DatabaseKind) throws {
        try requirePlain(file)
        try kind.require(file)
        let file = try StateFile.open(file.path, rights: 0o600)
        guard fchmod(file.number, 0o600) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    /// - Throws: ``StateFile/Failure`` when the database or a file that SQLite keeps beside it is none of a run's.
    static func requirePlain(_ file: URL) throws(StateFile.Failure) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            do throws(StateFile.Failure) {
                try StateFile.require(file.path + suffix)
            } catch {
                throw suffix.isEmpty
                    ? error : StateFile.Failure(description: "\(suffix.dropFirst()) beside it \(error)")
            }
        }
    }
}
