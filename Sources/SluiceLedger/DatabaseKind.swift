import Foundation
import GRDB

/// What a database is for: it is looked at before anything is written, so that another program's stays as it is.
enum DatabaseKind {
    case ledger, uploads, answers

    /// The latest version that is known.
    private var latest: Int {
        switch self {
        case .ledger: LedgerSchema.latest
        case .uploads: UploadSchema.version
        case .answers: AnswerStore.version
        }
    }

    /// A table that each of the kind has, and a column of it.
    private var mark: (table: String, column: String) {
        switch self {
        case .ledger: ("item", "output")
        case .uploads: ("upload", "key")
        case .answers: ("answer", "job")
        }
    }

    /// Whether a database may be written to: it is new, or one of this kind and of a version that is known.
    ///
    /// - Returns: Its version; 0 when it is new.
    /// - Throws: ``StateFile/Failure`` otherwise, and `DatabaseError` for what SQLite cannot read.
    @discardableResult
    func require(_ file: URL) throws -> Int {
        guard FileManager.default.fileExists(atPath: file.path), (Self.size(of: file.path) ?? 0) > 0 else { return 0 }
        do {
            let seen = try ReadOnlyDatabase.open(file, ignoringLog: true).read { try look(at: $0) }
            if seen.isWhole { return try accept(seen) }
        } catch let error as DatabaseError where error.resultCode != .SQLITE_NOTADB {
            // Half of it may be in the log still.
        }
        return try accept(try ReadOnlyDatabase.copy(of: file).read { try look(at: $0) })
    }

    private struct Look {
        let version: Int
        let application: Int
        let tables: Int
        let isOurs: Bool
        /// Whether there is anything in it.
        var isWhole: Bool { version > 0 || tables > 0 || application != 0 }
    }

    private func look(at database: Database) throws -> Look {
        let tables = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        let columns = try tables.contains(mark.table) ? database.columns(in: mark.table).map(\.name) : []
        let isOurs = columns.contains(mark.column)
        return Look(
            version: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
            application: try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
            tables: tables.count,
            isOurs: isOurs
        )
    }

    private func accept(_ look: Look) throws -> Int {
        guard look.isWhole else { return 0 }
        // The first stores of uploads were not numbered.
        guard look.application == 0, look.isOurs, look.version > 0 || self == .uploads else {
            throw StateFile.Failure(description: "is another program's database, and stays as it is")
        }
        try requireKnown(look.version)
        return look.version
    }

    /// - Throws: ``StateFile/Failure`` for a ledger or answers of a version of the future. Stores of uploads only ever gain tables.
    func requireKnown(_ version: Int) throws {
        guard self != .uploads, version > latest else { return }
        throw StateFile.Failure(
            description: "was written by a newer version of Sluice (\(version), this one knows \(latest)): use that one"
        )
    }

    static func size(of path: String) -> Int64? { FileStamp(of: path)?.size }
}
