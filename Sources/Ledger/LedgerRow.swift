import Foundation
import GRDB

/// An entry as a row of the table, by statements that are prepared once.
enum LedgerRow {
    private static let columns = [
        "output", "key", "state", "errorKind", "updated", "files", "recipe", "prompts", "sources", "recordStamp",
        "recordDigest", "bytes", "attempts", "message", "isRetryable", "inputTokens", "outputTokens", "totalTokens",
        "usage", "cost", "estimatedTokens", "estimatedCost",
    ]
    private static let list = columns.joined(separator: ", ")
    private static let select = "SELECT \(list) FROM item"
    private static let insert =
        "INSERT OR REPLACE INTO item (\(list)) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"

    static func entry(for output: String, in database: Database) throws -> LedgerEntry? {
        let statement = try database.cachedStatement(sql: "\(select) WHERE output = ?")
        return try Row.fetchOne(statement, arguments: [output]).flatMap(entry)
    }

    /// The latest of those that were completed with a key.
    static func completed(key: String, most: Int, in database: Database) throws -> [LedgerEntry] {
        let statement = try database.cachedStatement(
            sql: "\(select) WHERE key = ? AND state = 'completed' ORDER BY updated DESC LIMIT ?"
        )
        return try Row.fetchAll(statement, arguments: [key, most]).compactMap(entry)
    }

    /// In the order of the outputs' bytes, from behind one of them.
    static func page(after output: String, most: Int, in database: Database) throws -> [LedgerEntry] {
        let statement = try database.cachedStatement(sql: "\(select) WHERE output > ? ORDER BY output LIMIT ?")
        return try Row.fetchAll(statement, arguments: [output, most]).compactMap(entry)
    }

    static func put(_ entry: LedgerEntry, into database: Database) throws {
        let values: [(any DatabaseValueConvertible)?] = [
            entry.output, entry.key, entry.state.rawValue, entry.errorKind, entry.updated.timeIntervalSince1970,
            entry.parts?.files, entry.parts?.recipe, entry.parts?.prompts, entry.sources, entry.record?.stamp.text,
            entry.record?.digest, entry.bytes, entry.attempts, entry.message, entry.isRetryable, entry.tokens?.input,
            entry.tokens?.output, entry.tokens?.total, entry.usage, entry.cost, entry.estimate?.tokens,
            entry.estimate?.cost,
        ]
        try database.cachedStatement(sql: insert).execute(arguments: StatementArguments(values))
    }

    /// By position, which is several times as fast as by name. `nil` for a state of a later version.
    private static func entry(_ row: Row) -> LedgerEntry? {
        guard let state = LedgerEntry.State(rawValue: row[2]) else { return nil }
        var entry = LedgerEntry(
            output: row[0],
            key: row[1],
            state: state,
            errorKind: row[3],
            updated: Date(timeIntervalSince1970: row[4])
        )
        if let files: String = row[5], let recipe: String = row[6], let prompts: String = row[7] {
            entry.parts = LedgerEntry.KeyParts(files: files, recipe: recipe, prompts: prompts)
        }
        entry.sources = row[8]
        if let text: String = row[9], let stamp = FileStamp(text), let digest: String = row[10] {
            entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: digest)
        }
        entry.bytes = row[11]
        entry.attempts = row[12]
        entry.message = row[13]
        entry.isRetryable = row[14]
        if let input: Int = row[15], let output: Int = row[16], let total: Int = row[17] {
            entry.tokens = LedgerEntry.TokenCount(input: input, output: output, total: total)
        }
        entry.usage = row[18]
        entry.cost = row[19]
        if let tokens: Int = row[20] { entry.estimate = LedgerEntry.Estimate(tokens: tokens, cost: row[21]) }
        return entry
    }
}
