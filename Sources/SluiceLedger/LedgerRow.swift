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
            updated: Date(timeIntervalSince1970: amount(row[4]) ?? 0)
        )
        if let files: String = row[5], let recipe: String = row[6], let prompts: String = row[7] {
            entry.parts = LedgerEntry.KeyParts(files: files, recipe: recipe, prompts: prompts)
        }
        entry.sources = row[8]
        if let text: String = row[9], let stamp = FileStamp(text), let digest: String = row[10] {
            entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: digest)
        }
        entry.bytes = Int64(min(max(whole(row[11]) ?? 0, 0), mostBytes))
        entry.attempts = count(row[12]) ?? 0
        entry.message = row[13]
        entry.isRetryable = whole(row[14]) == 1
        if let input = count(row[15]), let output = count(row[16]), let total = count(row[17]) {
            entry.tokens = LedgerEntry.TokenCount(input: input, output: output, total: total)
        }
        entry.usage = row[18]
        entry.cost = amount(row[19])
        if let tokens = count(row[20]) { entry.estimate = LedgerEntry.Estimate(tokens: tokens, cost: amount(row[21])) }
        return entry
    }

    /// Upper bound of a stored token count. Nine million counts of this size add up without overflow.
    static let mostTokens = 1_000_000_000_000
    private static let mostBytes = 1 << 52

    /// A stored number of any kind as a whole one. `nil` for what is no number: any program may have written to the file.
    static func whole(_ value: DatabaseValue) -> Int? {
        switch value.storage {
        case .int64(let number): Int(clamping: number)
        case .double(let number) where number.isFinite: Int(exactly: number.rounded()) ?? (number < 0 ? .min : .max)
        case .double, .string, .blob, .null: nil
        }
    }

    private static func count(_ value: DatabaseValue) -> Int? {
        whole(value).map { min(max($0, 0), mostTokens) }
    }

    private static func amount(_ value: DatabaseValue) -> Double? {
        switch value.storage {
        case .double(let number) where number.isFinite: number
        case .int64(let number): Double(number)
        case .double, .string, .blob, .null: nil
        }
    }
}
