import Foundation
import GRDB
import SluiceLedger
import TestSupport
import Testing

struct StateFileTests {
    let folder = TemporaryFolder()
    private var file: URL { folder / "ledger.sqlite" }

    private func foreign(_ sql: String, at name: String = "ledger.sqlite") throws -> Data {
        let database = try DatabaseQueue(path: (folder / name).path)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
        return try Data(contentsOf: folder / name)
    }

    @Test(arguments: [
        "CREATE TABLE bookmark (url TEXT)", "CREATE TABLE item (title TEXT); PRAGMA user_version = 2",
        "PRAGMA application_id = 77; CREATE TABLE item (output TEXT)",
        "CREATE TABLE run (id TEXT); PRAGMA user_version = 1",
    ])
    func anotherProgramsDatabaseStaysAsItIs(sql: String) throws {
        let before = try foreign(sql)
        #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(throws: LedgerError.self) { try Ledger(reading: file) }
        #expect(throws: LedgerError.self) { try UploadStore(at: file) }
        #expect(try Data(contentsOf: file) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["ledger.sqlite"])
    }

    @Test func aLedgerOfANewerVersionIsRefusedAndLeftAlone() async throws {
        let ledger = try Ledger(at: file)
        await ledger.close()
        let before = try foreign("PRAGMA user_version = 99")
        let error = #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(error.map { "\($0)".contains("newer version") } == true)
        #expect(throws: LedgerError.self) { try Ledger(reading: file) }
        #expect(try Data(contentsOf: file) == before)
    }

    @Test(arguments: ["", "-wal", "-shm", "-journal"])
    func aLinkInThePlaceOfALedgerIsNotFollowed(suffix: String) async throws {
        if !suffix.isEmpty { await (try Ledger(at: file)).close() }
        let target = try folder.write("mine", to: "elsewhere")
        try FileManager.default.createSymbolicLink(atPath: file.path + suffix, withDestinationPath: target.path)
        #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(throws: LedgerError.self) { try Ledger(reading: file) }
        #expect(try String(contentsOf: target, encoding: .utf8) == "mine")
    }

    @Test func aPipeInThePlaceOfALedgerHoldsNothingUp() throws {
        #expect(unsafe mkfifo(file.path, 0o600) == 0)
        #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(throws: LedgerError.self) { try Ledger(reading: file) }
    }

    @Test func readingWritesNothingAndSeesWhatIsStillInTheLog() async throws {
        let ledger = try Ledger(at: file)
        try await ledger.record([LedgerEntry(output: "a", key: "k", state: .completed)])
        func state() throws -> [String: Data] {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
            return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder / $0)) })
        }
        let before = try state()
        #expect(try await Ledger(reading: file).page().map(\.output) == ["a"])
        #expect(try state() == before)
        await ledger.close()
        let closed = try state()
        #expect(try await Ledger(reading: file).page().map(\.output) == ["a"])
        #expect(try state() == closed)
    }
}
