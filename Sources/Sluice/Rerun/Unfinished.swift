import Foundation
import StructuredJSON
import Synchronization

/// Records that a run which was killed had written, and not yet put in their places: their answers are paid for.
final class Unfinished: Sendable {
    private struct Record {
        let draft: URL
        /// The paths of its files, as the record names them.
        let sources: [String]
    }

    /// By their keys.
    private let records: Mutex<[String: Record]>

    /// Nothing.
    init() { records = Mutex([:]) }

    /// Looks through a folder of drafts; what is no whole record is removed. Nobody else may write there.
    init(in drafts: URL) {
        let files = (try? FileManager.default.contentsOfDirectory(at: drafts, includingPropertiesForKeys: nil)) ?? []
        var records: [String: Record] = [:]
        for file in files {
            if let bytes = StoredRecord.bytes(at: file.path(percentEncoded: false)), bytes.last == 0x0A,
                let json = try? JSONValue(parsing: bytes), let stored = StoredRecord(json), records[stored.key] == nil
            {
                let sources = (json["source"]?.array ?? []).compactMap { $0["path"]?.string }
                records[stored.key] = Record(draft: file, sources: sources)
            } else {
                try? FileManager.default.removeItem(at: file)
            }
        }
        self.records = Mutex(records)
    }

    func contains(_ key: String) -> Bool { records.withLock { $0[key] != nil } }

    /// Puts the record of a key in its place, if there is one of the same files.
    func place(_ key: String, of sources: [String], at file: URL) -> Bool {
        guard let record = records.withLock({ $0.removeValue(forKey: key) }) else { return false }
        defer { try? FileManager.default.removeItem(at: record.draft) }
        guard record.sources == sources,
            let bytes = StoredRecord.bytes(at: record.draft.path(percentEncoded: false))
        else { return false }
        do {
            var batch = AtomicBatch(drafts: record.draft.deletingLastPathComponent())
            try batch.add(bytes, for: file)
            try batch.commit()
            return true
        } catch {
            // Writing the answer that is asked for instead will say why.
            return false
        }
    }

    /// The item was answered anew.
    func remove(_ key: String) {
        guard let record = records.withLock({ $0.removeValue(forKey: key) }) else { return }
        try? FileManager.default.removeItem(at: record.draft)
    }

    /// Nobody is left who could ask.
    func removeAll() {
        for key in records.withLock({ Array($0.keys) }) { remove(key) }
    }
}
