import Foundation
import Media
import StructuredJSON

/// The folder that a run writes to: one record an item, in a tree like the inputs'.
struct OutputFolder: Sendable {
    let url: URL
    /// Few writers at a time: a disk that syncs gains nothing from more.
    private let gate = Gate(8)

    init(_ url: URL) { self.url = url }

    /// Where the run's own state is.
    var ledger: URL { url.appending(path: ".sluice/ledger.sqlite") }

    /// The file of an item's record.
    func record(of item: String) -> URL { url.appending(path: Self.recordPath(of: item)) }

    func exists(_ item: String) -> Bool {
        FileManager.default.fileExists(atPath: record(of: item).path(percentEncoded: false))
    }

    /// The record's path below the folder: the item's, with `.json` behind it.
    ///
    /// A name may have 255 bytes. One with no room for the extension is cut, and told apart by a digest of the whole.
    static func recordPath(of item: String) -> String {
        var segments = item.split(separator: "/").map(String.init)
        guard let name = segments.popLast() else { return ".json" }
        return (segments + ["\(shortened(name)).json"]).joined(separator: "/")
    }

    private static func shortened(_ name: String) -> String {
        let room = 255 - ".json".utf8.count
        guard name.utf8.count > room else { return name }
        let digest = "~" + SHA256Digester.hex(of: Array(name.utf8)).prefix(12)
        var kept = Substring(name)
        while kept.utf8.count > room - digest.utf8.count { kept.removeLast() }
        return kept + digest
    }

    /// Writes a record. When the call returns it is on the disk.
    func write(_ record: ResultRecord, of item: String) async throws {
        var bytes = record.json.serialized(.pretty)
        bytes.append(0x0A)
        let file = self.record(of: item)
        try await gate.pass {
            try await withTaskExecutorPreference(QueueExecutor.files) { [bytes] in try AtomicFile.write(bytes, to: file)
            }
        }
    }

    /// Makes the folder, and tries whether it can be written to.
    func prepare() throws(ItemError) {
        let probe = url.appending(path: ".sluice/.probe-\(UUID().uuidString.prefix(8))")
        try AtomicFile.write([], to: probe)
        try? FileManager.default.removeItem(at: probe)
    }
}
