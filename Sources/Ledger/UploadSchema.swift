import GRDB

/// The tables of the store of uploads, as a list of steps that is only ever added to.
enum UploadSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("uploads and their uses") { database in
            try database.create(table: "upload") { table in
                table.primaryKey("key", .text)
                // The process that uploads, or did.
                table.column("uploader", .text).notNull()
                table.column("session", .text)
                // Set once it is there.
                table.column("name", .text)
                table.column("uri", .text)
                table.column("expires", .double)
                table.column("isTemporary", .boolean).notNull().defaults(to: true)
            }
            try database.create(table: "lease") { table in
                table.column("key", .text).notNull().references("upload", onDelete: .cascade)
                table.column("holder", .text).notNull()
                table.column("uses", .integer).notNull()
                table.primaryKey(["key", "holder"])
            }
        }
        return migrator
    }
}
