import Foundation
import GRDB

/// Opens databases without writing anything: for a plain read-only connection SQLite makes files beside the database, unless the
/// connection declares the file immutable.
enum ReadOnlyDatabase {
    /// Opens a database as it is, without looking at the log beside it.
    ///
    /// - Parameter ignoringLog: Whether changes that are still in the log do not matter.
    /// - Throws: `DatabaseError`; also when SQLite was built without such names.
    static func open(_ file: URL, ignoringLog: Bool) throws -> DatabaseQueue {
        if !ignoringLog, (DatabaseKind.size(of: file.path + "-wal") ?? 0) > 0 { return try copy(of: file) }
        var configuration = Configuration()
        configuration.readonly = true
        let name = file.path.addingPercentEncoding(
            withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "/-._~"))
        )
        return try DatabaseQueue(path: "file:\(name ?? file.path)?immutable=1", configuration: configuration)
    }

    /// A copy of this moment, with what is in the log. Its files are gone with it.
    static func copy(of file: URL) throws -> DatabaseQueue {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // SQLite has opened them by the end.
        defer { try? FileManager.default.removeItem(at: folder) }
        let target = folder.appending(path: "ledger.sqlite")
        // The log may be brought into the file between the two.
        for _ in 0..<5 {
            let before = FileStamp(of: file.path)
            for suffix in ["", "-wal"] {
                let place = target.path + suffix
                try? FileManager.default.removeItem(atPath: place)
                guard suffix.isEmpty || FileManager.default.fileExists(atPath: file.path + suffix) else { continue }
                try FileManager.default.copyItem(atPath: file.path + suffix, toPath: place)
                guard unsafe chmod(place, 0o600) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            }
            if FileStamp(of: file.path) == before { break }
        }
        let copy = try DatabaseQueue(path: target.path, configuration: Ledger.configuration)
        _ = try copy.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sqlite_master") }
        return copy
    }
}
