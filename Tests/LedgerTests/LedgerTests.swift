import Foundation
import Ledger
import TestSupport
import Testing

struct LedgerTests {
    let folder = TemporaryFolder()

    @Test func remembersTheLatestStateOfAnOutput() async throws {
        let ledger = try Ledger(at: folder / ".sluice/ledger.sqlite")
        try await ledger.record([LedgerEntry(output: "cat.jpg.json", key: "a", state: .failed, errorKind: "network")])
        try await ledger.record([LedgerEntry(output: "cat.jpg.json", key: "b", state: .completed)])
        let entry = try await ledger.entry(for: "cat.jpg.json")
        #expect(entry?.key == "b")
        #expect(entry?.state == .completed)
        #expect(entry?.errorKind == nil)
        #expect(try await ledger.entry(for: "dog.jpg.json") == nil)
    }

    @Test func remembersAcrossProcesses() async throws {
        let file = folder / "ledger.sqlite"
        try await Ledger(at: file).record([LedgerEntry(output: "a.json", key: "k", state: .completed)])
        #expect(try await Ledger(at: file).entry(for: "a.json")?.key == "k")
    }

    @Test func countsByState() async throws {
        let ledger = try Ledger(at: folder / "ledger.sqlite")
        for name in ["a", "b", "c"] {
            try await ledger.record([LedgerEntry(output: name, key: "k", state: name == "c" ? .failed : .completed)])
        }
        #expect(try await ledger.counts() == [.completed: 2, .failed: 1])
    }

    @Test func isReadableByItsOwnerAlone() throws {
        let file = folder / "ledger.sqlite"
        _ = try Ledger(at: file)
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aFileThatIsNoDatabaseIsAnErrorThatNamesIt() throws {
        let file = folder / "ledger.sqlite"
        try Data("not a database, but long enough to look like one might".utf8).write(to: file)
        let error = #expect(throws: LedgerError.self) { try Ledger(at: file) }
        #expect(error?.description.contains("ledger.sqlite") == true)
    }
}
