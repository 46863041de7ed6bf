import Foundation
import SluiceMedia
import Synchronization

/// Records that a run which was killed had written, and not yet put in their places: their answers are paid for.
final class Unfinished: Sendable {
    /// By their keys.
    private let records: Mutex<[String: URL]>
    /// Where files are before they are whole.
    private let drafts: URL
    /// The keys of those whose places cannot be written to: they are paid for, and stay.
    private let blocked = Mutex<Set<String>>([])

    /// Nothing.
    init() {
        records = Mutex([:])
        drafts = URL(filePath: "/")
    }

    /// Looks through a folder of drafts; what is no whole record is removed. Nobody else may write there.
    ///
    /// - Parameter others: Those that the folder was done with otherwise, in parts or as a whole. Others may be reading them, so what
    ///   is no record stays there.
    init(in drafts: URL, besides others: [URL] = []) {
        var records: [String: URL] = [:]
        for folder in [drafts] + others {
            let files =
                (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
            for file in files {
                if let key = Self.key(of: file), records[key] == nil {
                    records[key] = file
                } else if folder == drafts {
                    try? FileManager.default.removeItem(at: file)
                }
            }
        }
        self.records = Mutex(records)
        self.drafts = drafts
    }

    /// The key of a whole record.
    private static func key(of file: URL) -> String? {
        guard let bytes = RegularFile.bytes(at: file.path(percentEncoded: false)), bytes.last == 0x0A,
            let record = try? Record(parsing: bytes), record.isReusable
        else { return nil }
        return record.key
    }

    func contains(_ key: String) -> Bool { records.withLock { $0[key] != nil } }

    /// Puts the record of a key in an item's place, if there is one.
    ///
    /// An answer belongs to what was asked about, whatever its files are called by now: a copy or a renamed file gets it too, under
    /// its own name.
    ///
    /// - Parameter sources: What a record says of the item's files.
    func place(_ key: String, of sources: [Record.Source], at file: URL) -> Bool {
        guard let draft = records.withLock({ $0.removeValue(forKey: key) }) else { return false }
        guard let bytes = RegularFile.bytes(at: draft.path(percentEncoded: false)),
            var record = try? Record(parsing: bytes)
        else { return false }
        let isOwn = record.source.map(\.path) == sources.map(\.path)
        record.source = sources
        do {
            var batch = AtomicBatch(drafts: drafts)
            try batch.add(isOwn ? bytes : record.serialized(), for: file)
            try batch.commit()
        } catch {
            // It stays for the next run. Writing the answer that is asked for instead will say why.
            records.withLock { $0[key] = draft }
            blocked.withLock { _ = $0.insert(key) }
            return false
        }
        try? FileManager.default.removeItem(at: draft)
        return true
    }

    /// The item was answered anew.
    func remove(_ key: String) {
        guard let draft = records.withLock({ $0.removeValue(forKey: key) }) else { return }
        try? FileManager.default.removeItem(at: draft)
    }

    /// Nobody is left who could ask.
    func removeAll() {
        let blocked = blocked.withLock(\.self)
        for key in records.withLock({ Array($0.keys) }) where !blocked.contains(key) { remove(key) }
    }
}
