import Foundation
import GRDB
import TestSupport
import Testing

@testable import SluiceLedger

/// Who holds what in the store of uploads, and whether they live.
struct HolderTests {
    let folder = TemporaryFolder()
    let file: URL
    let upload = StoredUpload(name: "files/a", uri: "u", expires: .distantFuture)
    let now = Date.now

    init() { file = folder / "uploads.sqlite" }

    /// No process has this number: Linux and macOS give none as high.
    private static let nobody: pid_t = 2_000_000_000

    private func elsewhere(_ change: (inout [String]) -> Void) throws -> Holder {
        let here = Holder.Place.current
        var fields = [here.host, here.boot, here.namespace]
        change(&fields)
        let place = Holder.Place(host: fields[0], boot: fields[1], namespace: fields[2])
        return Holder(place: place, process: getpid(), started: Holder.current.started)
    }

    @Test func aHolderReadsWhatItWrote() {
        #expect(Holder(Holder.current.text) == .current)
        #expect(Holder.current.isHere && Holder.current.isRunning)
    }

    @Test(arguments: ["", "0:0", "-1:5", "x:1", "1:2:3", "1:2:a:b:c:d"])
    func otherTextsAreNoHolders(text: String) { #expect(Holder(text) == nil) }

    @Test(arguments: [0, 1, 2])
    func aProcessElsewhereIsNotTakenForTheOneWithItsNumberHere(field: Int) throws {
        let other = try elsewhere { $0[field] += "x" }
        #expect(!other.isHere)
        #expect(Holder(other.text) == other)
    }

    @Test(arguments: [0, 1, 2])
    func aHolderElsewhereIsAliveUntilItsLeaseHasRunOut(field: Int) async throws {
        let other = try UploadStore(at: file, as: elsewhere { $0[field] += "x" })
        _ = try await other.claim("service|k", now: now)
        try await other.finish("service|k", with: upload, isTemporary: true)
        _ = try await other.claim("service|begun", now: now)
        try await other.remember(session: "https://session", for: "service|begun")

        let store = try UploadStore(at: file)
        #expect(try await store.reclaim(service: "service|", now: now + 179) == [])
        #expect(try await store.claim("service|begun", now: now + 179).isWaiting)
        try await other.renew(now: now + 100)
        #expect(try await store.reclaim(service: "service|", now: now + 279) == [])
        #expect(try await store.reclaim(service: "service|", now: now + 281) == ["files/a"])
        #expect(try await store.claim("service|begun", now: now + 281).session == "https://session")
    }

    @Test func aRunElsewhereKeepsWhatItMayWantWhileItsLeaseLasts() async throws {
        let other = try UploadStore(at: file, as: elsewhere { $0[2] += "x" })
        _ = try await other.begin(run: "theirs", service: "service|")
        let store = try UploadStore(at: file)
        _ = try await store.begin(run: "ours", service: "service|")
        _ = try await store.claim("service|k")
        try await store.finish("service|k", with: upload, isTemporary: true)
        #expect(try await !store.release("service|k", named: "files/a"))
        #expect(try await store.end(run: "ours", service: "service|").unused == [])
        #expect(try await store.reclaim(service: "service|", now: .now + 181) == ["files/a"])
    }

    @Test func aProcessHereThatIsNoMoreNeedsNoLeaseToRunOut() async throws {
        let dead = Holder(place: .current, process: Self.nobody, started: "1")
        let other = try UploadStore(at: file, as: dead)
        _ = try await other.claim("service|k", now: now)
        try await other.finish("service|k", with: upload, isTemporary: true)
        #expect(try await UploadStore(at: file).reclaim(service: "service|", now: now) == ["files/a"])
    }

    @Test func aProcessHereThatLivesNeedsNoLease() async throws {
        let store = try UploadStore(at: file)
        _ = try await store.claim("service|k", now: now)
        try await store.finish("service|k", with: upload, isTemporary: true)
        let other = try UploadStore(at: file, as: Holder(place: .current, process: Self.nobody, started: "1"))
        #expect(try await other.reclaim(service: "service|", now: now + 86400) == [])
    }

    @Test func whoHasNothingLeftIsForgotten() async throws {
        let store = try UploadStore(at: file)
        _ = try await store.begin(run: "r", service: "service|")
        _ = try await store.end(run: "r", service: "service|")
        let database = try DatabaseQueue(path: file.path)
        #expect(try await database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM holder") } == 0)
    }

    @Test func aStoreOfTheVersionBeforeKeepsItsRowsAndGivesItsHoldersOneLease() async throws {
        let old = try DatabaseQueue(path: file.path)
        try await old.write { try $0.execute(sql: Self.fourthVersion) }
        try old.close()
        let store = try UploadStore(at: file)
        // The process may be one of another machine: nobody noted which.
        #expect(try await store.reclaim(service: "service|") == [])
        #expect(try await store.claim("service|begun").isWaiting)
        let later = Date.now + 181
        #expect(try await store.claim("service|begun", now: later).session == "https://session")
        #expect(try await store.reclaim(service: "service|", now: later) == ["files/old"])
    }

    private static let fourthVersion = """
        CREATE TABLE upload (
            key TEXT PRIMARY KEY NOT NULL, uploader TEXT NOT NULL, session TEXT,
            name TEXT, uri TEXT, expires REAL, isTemporary INTEGER NOT NULL DEFAULT 1
        ) WITHOUT ROWID;
        CREATE TABLE lease (
            key TEXT NOT NULL REFERENCES upload ON DELETE CASCADE, holder TEXT NOT NULL, uses INTEGER NOT NULL,
            PRIMARY KEY (key, holder)
        ) WITHOUT ROWID;
        CREATE TABLE waste (name TEXT PRIMARY KEY NOT NULL, key TEXT NOT NULL, holder TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE run (id TEXT PRIMARY KEY NOT NULL, holder TEXT NOT NULL, service TEXT NOT NULL) WITHOUT ROWID;
        INSERT INTO upload VALUES ('service|k', '\(nobody):77', NULL, 'files/old', 'u', 4000000000, 1);
        INSERT INTO lease VALUES ('service|k', '\(nobody):77', 1);
        INSERT INTO upload VALUES ('service|begun', '\(nobody):78', 'https://session', NULL, NULL, NULL, 1);
        INSERT INTO run VALUES ('r', '\(nobody):77', 'service|');
        PRAGMA user_version = 4;
        """
}

extension UploadStore.Claim {
    fileprivate var isWaiting: Bool { if case .wait = self { true } else { false } }
}
