import Foundation
import GRDB

extension Configuration {
    /// For a file that several processes may open.
    ///
    /// What is committed outlives the process. A power failure may undo the last commits, but never leaves half of one. Records
    /// tell what is done; what else is lost then is a count of requests, or an upload to be made again.
    ///
    /// - Parameters:
    ///   - patience: Seconds that another process's write is waited for.
    ///   - log: Of how many pages SQLite's log of changes may become before they are brought into the file, which holds up a write.
    static func file(patience: TimeInterval, log: Int) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { database in
            // A file that is new has nothing to lose either.
            try database.execute(
                sql: """
                    PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
                    PRAGMA wal_autocheckpoint = \(log)
                    """
            )
        }
        return configuration
    }
}
