import Foundation
import GRDB

extension Configuration {
    /// How long SQLite's log of changes may become before they are brought into the file. A short one is quickly done with when a
    /// run ends, and quickly read by the next when a process was killed.
    private static let mostPages = 128

    /// For a file that several processes may open.
    ///
    /// - Parameters:
    ///   - synchronous: What a commit waits for: `FULL`, the disk; `NORMAL`, nothing, and a power failure may undo it.
    ///   - patience: Seconds that another process's write is waited for.
    static func file(synchronous: String, patience: TimeInterval) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL; PRAGMA synchronous = \(synchronous);
                    PRAGMA wal_autocheckpoint = \(mostPages)
                    """
            )
        }
        return configuration
    }
}
