import Foundation
import SluiceLedger
import SluiceMedia

/// The files beside the records of a run.
///
/// A file older than the note of how formats are written was written in another way, and is written again from its record.
struct FormatFiles: Sendable {
    let folder: OutputFolder
    private let writer: OutputWriter
    private let since: Date

    /// Raised when the formats come out differently from the same record.
    private static let version = 1

    /// - Parameter isRehearsal: Whether nothing may be written.
    /// - Throws: ``ItemError`` when the note cannot be written.
    init(_ folder: OutputFolder, _ output: Recipe.Output, isRehearsal: Bool = false) throws(ItemError) {
        self.folder = folder
        writer = OutputWriter(output)
        let templates = output.templates.map { "\($0.key.rawValue):\($0.value.text)" }.sorted()
        let digest = SHA256Digester.hex(of: Array("\(Self.version)|\(templates.joined(separator: "|"))".utf8))
        since = writer.formats.isEmpty || isRehearsal ? .distantPast : try Self.note(digest, in: folder)
    }

    /// Looks for what stands in the way of an item's files.
    var obstacle: OutputObstacle { OutputObstacle(folder: folder, formats: writer.formats) }

    /// What stands beside a record. What it has nothing for is removed, if an earlier record had it.
    func files(of item: String, _ record: Record) throws -> [RecordFile] {
        let path = folder.recordPath(of: item)
        let hadRecord = unsafe access(path, F_OK) == 0
        let asked = try writer.formats.compactMap { format -> RecordFile? in
            let bytes = try writer.data(of: record, as: format)
            guard bytes != nil || hadRecord else { return nil }
            return RecordFile(url: folder.file(of: item, format), bytes: bytes)
        }
        return hadRecord ? asked + outdated(item) : asked
    }

    /// What was made of an item's earlier record and is not asked for any more. What somebody wrote to stays.
    private func outdated(_ item: String) -> [RecordFile] {
        let others = OutputFormat.allCases.filter { $0 != .json && !writer.formats.contains($0) }
            .map { (format: $0, file: folder.file(of: item, $0)) }
            .filter { FileManager.default.fileExists(atPath: $0.file.path(percentEncoded: false)) }
        guard !others.isEmpty, let old = try? Record(contentsOf: folder.record(of: item)) else { return [] }
        return others.compactMap { format, file in
            guard let made = try? writer.data(of: old, as: format),
                RegularFile.bytes(at: file.path(percentEncoded: false)) == made
            else { return nil }
            return RecordFile(url: file, bytes: nil)
        }
    }

    /// Whether all that the record has something for may be there: one that is not is looked into.
    func isComplete(for item: String) -> Bool { writer.formats.allSatisfy { isThere(folder.file(of: item, $0)) } }

    /// What an item lacks, from its record.
    @concurrent
    func missing(of item: String) async throws -> [RecordFile] {
        guard !writer.formats.isEmpty else { return [] }
        let missing = writer.formats.filter { !isThere(folder.file(of: item, $0)) }
        guard !missing.isEmpty, let record = try? Record(contentsOf: folder.record(of: item)) else { return [] }
        return try missing.compactMap { format in
            try writer.data(of: record, as: format).map { RecordFile(url: folder.file(of: item, format), bytes: $0) }
        }
    }

    private func isThere(_ file: URL) -> Bool {
        guard let stamp = FileStamp(of: file.path(percentEncoded: false)) else { return false }
        return Double(stamp.modified) / 1e9 >= since.timeIntervalSince1970
    }

    /// When formats were first written in this way.
    private static func note(_ digest: String, in folder: OutputFolder) throws(ItemError) -> Date {
        let url = folder.url.appending(path: ".sluice/formats")
        let path = url.path(percentEncoded: false)
        if RegularFile.bytes(at: path) != Array(digest.utf8) {
            var batch = AtomicBatch(drafts: folder.drafts)
            try batch.add(Array(digest.utf8), for: url)
            try batch.commit()
        }
        let modified = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        return modified ?? .distantPast
    }
}
