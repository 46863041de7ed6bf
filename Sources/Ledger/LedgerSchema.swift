import GRDB

/// The tables of the ledger, as a list of steps that is only ever added to.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("finished items") { database in
            try database.create(table: "item") { table in
                table.primaryKey("output", .text)
                table.column("key", .text).notNull()
                table.column("state", .text).notNull()
                table.column("errorKind", .text)
                table.column("updated", .double).notNull()
            }
        }
        return migrator
    }
}
