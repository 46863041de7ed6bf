public import Foundation
import GRDB

/// What has been uploaded, and by whom it is in use: one store for all runs of a user.
///
/// Equal bytes are uploaded once, also when several processes want them at the same time: whoever claims them first uploads,
/// the others wait. Rows of a process that died are taken over: one of this machine and pid namespace at once, one of another when it
/// has not renewed its lease for three minutes. The file is readable by its owner alone, for the address of
/// an upload under way is a credential.
public final class UploadStore: Sendable {
    let commits: GroupCommit
    let holder: Holder

    /// - Parameter file: `nil` for a store that lives as long as this object.
    /// - Throws: ``LedgerError`` when the file cannot be made, read or is no store.
    public convenience init(at file: URL?) throws { try self.init(at: file, as: .current) }

    /// - Parameter holder: Whose uses are noted.
    init(at file: URL?, as holder: Holder) throws {
        self.holder = holder
        do {
            guard let file else {
                let database = try DatabaseQueue()
                try UploadSchema.prepare(database)
                commits = GroupCommit(database)
                return
            }
            let folder = file.deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            // Nobody waits for the log to be put in order at the end, so the next who opens the store reads it: let it be short.
            let configuration = Configuration.file(patience: 10, log: 128)
            try PrivateFile.prepare(file, for: .uploads)
            let database = try DatabaseQueue(path: file.path, configuration: configuration)
            try UploadSchema.prepare(database)
            commits = GroupCommit(database, of: file.path)
        } catch {
            throw LedgerError(file: file?.path ?? "the store of uploads", cause: error)
        }
    }

    /// What somebody who wants an upload is told.
    public enum Claim: Sendable {
        /// It is there, and is kept until ``release(_:)``.
        case stored(StoredUpload)
        /// It is the caller's to upload: then ``finish(_:with:isTemporary:)``, or ``abandon(_:)``. A session that a dead process
        /// left may be continued.
        case upload(session: String?)
        /// Another is uploading it, or what may turn out to be the same.
        case wait
    }

    /// Asks for an upload, by everything that makes it the same: service and key, size, type, and digest behind the last `|`.
    public func claim(_ key: String, now: Date = .now) async throws -> Claim {
        try await commits.write { [holder] database in
            try HolderLease.renew(holder, now: now, in: database)
            return try UploadRow.claim(key, holder: holder, now: now, in: database)
        }
    }

    /// Remembers where the bytes of an upload under way go, so that it can be continued after this process.
    public func remember(session: String, for key: String) async throws {
        try await commits.write { database in
            try database.cachedStatement(sql: "UPDATE upload SET session = ? WHERE key = ?")
                .execute(arguments: [session, key])
        }
    }

    /// An upload is there.
    ///
    /// - Parameter isTemporary: Whether it is to be deleted after its last use. It stays when anyone wants it to.
    public func finish(_ key: String, with upload: StoredUpload, isTemporary: Bool) async throws {
        try await commits.write { [holder] database in
            try UploadRow.finish(key, upload, isTemporary: isTemporary, holder: holder, in: database)
        }
    }

    /// An upload failed; another may try. What is known of its session stays.
    public func abandon(_ key: String) async throws {
        try await commits.write { database in
            try database.cachedStatement(sql: "UPDATE upload SET uploader = '' WHERE key = ? AND name IS NULL")
                .execute(arguments: [key])
        }
    }

    /// Forgets an upload that the service no longer has, unless another has taken its place already.
    public func forget(_ key: String, named name: String) async throws {
        try await commits.write { database in
            try database.cachedStatement(sql: "DELETE FROM upload WHERE key = ? AND name = ?")
                .execute(arguments: [key, name])
        }
    }

    /// Ends one use of an upload.
    ///
    /// - Parameter isUrgent: Whether somebody waits for it. Otherwise it may take some milliseconds, together with others.
    /// - Returns: Whether nobody uses the file any more and it is to be deleted; then call ``deleted(_:isUrgent:)``.
    public func release(
        _ key: String,
        named name: String,
        isUrgent: Bool = true,
        now: Date = .now
    ) async throws -> Bool {
        try await commits.write(isUrgent ? .now : .soon) { [holder] database in
            try UploadRow.release(key, named: name, holder: holder, now: now, in: database)
        }
    }

    /// A file that was to be deleted is.
    ///
    /// - Parameter isUrgent: As for ``release(_:named:isUrgent:)``.
    public func deleted(_ name: String, isUrgent: Bool = true) async throws {
        try await commits.write(isUrgent ? .now : .soon) { database in
            try database.cachedStatement(sql: "DELETE FROM waste WHERE name = ?").execute(arguments: [name])
        }
    }

    /// A run begins: until it ends, what other runs of the same service need no more is kept for it.
    ///
    /// - Parameter service: What the keys of one service and one user begin with.
    /// - Returns: As ``reclaim(service:now:)``.
    public func begin(run: String, service: String) async throws -> [String] {
        try await commits.write { [holder] database in
            try HolderLease.renew(holder, now: .now, in: database)
            let names = try UploadRow.reclaim(service: service, for: holder, now: .now, in: database)
            try database.execute(
                sql: "INSERT OR REPLACE INTO run (id, holder, service) VALUES (?, ?, ?)",
                arguments: [run, holder.text, service]
            )
            return names
        }
    }

    /// How often ``renew(now:)`` is to be called while a run goes on.
    public static var renewal: Duration { .seconds(HolderLease.renewal) }

    /// Says that this process lives, to those that cannot look it up: on other machines and in other containers.
    ///
    /// Claims say so too.
    public func renew(now: Date = .now) async throws {
        try await commits.write(.soon) { [holder] database in
            try HolderLease.renew(holder, now: now, in: database)
        }
    }

    /// A run has ended.
    ///
    /// - Returns: As ``reclaim(service:now:)``: what was kept for this run alone. With it, ``orphans(service:)``.
    public func end(run: String, service: String) async throws -> (unused: [String], orphans: [Orphan]) {
        try await commits.write { [holder] database in
            try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
            let unused = try UploadRow.reclaim(service: service, for: holder, now: .now, in: database)
            let orphans = try UploadRow.orphans(service: service, now: .now, in: database)
            try HolderLease.end(holder, in: database)
            return (unused, orphans)
        }
    }

    /// Takes over what processes that died have left behind.
    ///
    /// - Parameter service: What the keys of one service and one user begin with.
    /// - Returns: The names of files that nobody uses any more and that are to be deleted; then call ``deleted(_:isUrgent:)``.
    public func reclaim(service: String, now: Date = .now) async throws -> [String] {
        try await commits.write { [holder] database in
            try HolderLease.renew(holder, now: now, in: database)
            return try UploadRow.reclaim(service: service, for: holder, now: now, in: database)
        }
    }

    /// An upload that a process which died had begun: its key, and how it could be continued.
    public typealias Orphan = (key: String, session: String)

    /// Uploads of one service that processes which died had begun.
    public func orphans(service: String) async throws -> [Orphan] {
        try await commits.write { database in try UploadRow.orphans(service: service, now: .now, in: database) }
    }

    /// Forgets an upload that a process which died had begun.
    public func forget(orphan key: String) async throws {
        try await commits.write { database in
            try database.execute(sql: "DELETE FROM upload WHERE key = ? AND name IS NULL", arguments: [key])
        }
    }

    /// Has everything written now that could have waited: somebody waits for it.
    public func hurry() { commits.hurry() }

    /// Ends the use of the store, without waiting for the disk.
    public func close() { commits.close() }

    /// Makes this process's rows those of one that is dead. For tests.
    package func disown() async throws {
        try await commits.write { database in
            for table in ["upload SET uploader", "lease SET holder", "waste SET holder", "run SET holder"] {
                try database.execute(sql: "UPDATE \(table) = '0:0'")
            }
        }
    }
}
