import Foundation
import SluiceMedia
import StructuredJSON

/// The folder that a run writes to: one record an item, in a tree like the inputs'.
struct OutputFolder: Sendable {
    let url: URL
    /// Several parts of a run share the folder, each with a state of its own.
    let shard: Shard?
    private let path: String

    init(_ url: URL, shard: Shard? = nil) {
        self.url = url
        path = url.path(percentEncoded: false)
        self.shard = shard
    }

    /// Where the run's own state is.
    var ledger: URL { url.appending(path: ".sluice/ledger\(suffix).sqlite") }

    /// Where files are before they are whole.
    var drafts: URL { url.appending(path: ".sluice/drafts\(suffix)") }

    /// Where runs that split the folder otherwise had their drafts, and cannot be at work now: those of all parts for a whole run, and
    /// that of a whole run for a part.
    var otherDrafts: [URL] {
        let state = url.appending(path: ".sluice")
        guard shard == nil else { return [state.appending(path: "drafts")] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path(percentEncoded: false))) ?? []
        return names.filter { $0.hasPrefix("drafts-") }.sorted().map { state.appending(path: $0) }
    }

    private var suffix: String { shard.map { "-\($0.name)" } ?? "" }

    /// The file of an item's record.
    func record(of item: String) -> URL { url.appending(path: Self.recordPath(of: item)) }

    /// The path of ``record(of:)``.
    func recordPath(of item: String) -> String { PathText.joined(path, Self.recordPath(of: item)) }

    /// The file of an item in a format, beside its record.
    func file(of item: String, _ format: OutputFormat) -> URL {
        url.appending(path: Self.path(of: item, format))
    }

    /// The path of ``file(of:_:)`` below the folder.
    static func path(of item: String, _ format: OutputFormat) -> String {
        "\(recordPath(of: item).dropLast(".json".utf8.count)).\(format.rawValue)"
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

    /// Makes the folder, takes it for this run alone, and tries whether it can be written to.
    ///
    /// - Returns: The right to write; hold on to it.
    func prepare() throws(ItemError) -> [OutputLock] {
        try OutputTree.make(root: path)
        try OutputTree(drafts.path(percentEncoded: false), below: path).sync()
        // Parts of a run go together with each other, and not with a run of the whole.
        var locks = [try OutputLock(url.appending(path: ".sluice/lock"), shard == nil ? .alone : .together)]
        if shard != nil { locks.append(try OutputLock(url.appending(path: ".sluice/lock\(suffix)"))) }
        var batch = AtomicBatch(drafts: drafts)
        try batch.add([], for: drafts.appending(path: "probe"))
        return locks
    }

    /// Whether the file system takes names for the same that differ in letter case. Once ``prepare()`` was called.
    var foldsCase: Bool { unsafe access(PathText.joined(path, ".SLUICE"), F_OK) == 0 }
}
