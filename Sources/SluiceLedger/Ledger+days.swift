import GRDB

extension Ledger {
    /// Requests that were made on a day, by its name.
    public func requests(on day: String) async throws -> Int {
        try await read { database in
            let stored = try DatabaseValue.fetchOne(
                database,
                sql: "SELECT requests FROM day WHERE day = ?",
                arguments: [day]
            )
            return min(max(stored.flatMap(LedgerRow.whole) ?? 0, 0), LedgerRow.mostTokens)
        }
    }

    /// Sets the number of requests of a day. Other days are forgotten.
    public func set(requests: Int, on day: String) async throws {
        try await write { database in
            try database.execute(sql: "DELETE FROM day WHERE day <> ?", arguments: [day])
            try database.execute(
                sql: "INSERT OR REPLACE INTO day (day, requests) VALUES (?, ?)",
                arguments: [day, requests]
            )
        }
    }
}
