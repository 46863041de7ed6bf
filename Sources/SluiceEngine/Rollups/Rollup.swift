public import Foundation
import SluiceSupport
import StructuredJSON

/// All results of an output folder in one file, made from the records alone.
public struct Rollup: Sendable {
    public let folder: URL
    public let formats: [RollupFormat]

    public init(of folder: URL, as formats: [RollupFormat] = RollupFormat.allCases) {
        self.folder = folder
        self.formats = formats
    }

    /// Writes the files anew. Each is whole at any time: the old one until the new one is complete.
    ///
    /// No more than one record is in memory.
    ///
    /// - Throws: ``ItemError`` of kind `unwritable`, and then the old files are in their places still.
    @discardableResult
    public func rebuild() async throws -> RollupReport {
        try await withTaskExecutorPreference(QueueExecutor.files) { try await write() }
    }

    private func write() async throws -> RollupReport {
        try folder.asLocal()
        guard try await isOutput() else { return RollupReport() }
        let room = folder.appending(path: ".sluice/rollups")
        try OutputTree.make(room.path(percentEncoded: false))
        let lock = try RollupLock(folder.appending(path: ".sluice/rollups.lock"))
        defer { withExtendedLifetime(lock) {} }
        // What a process that was killed had begun to write.
        for draft in (try? FileManager.default.contentsOfDirectory(at: room, includingPropertiesForKeys: nil)) ?? [] {
            try? FileManager.default.removeItem(at: draft)
        }
        var report = RollupReport()
        var columns = CSVColumns()
        var lines = try DraftFile(in: room)
        let damage = Damage()
        var results = ResultFolder(folder)
        results.onDamage = damage.note
        for try await result in results {
            if result.isCompleted { report.completed += 1 } else { report.failed += 1 }
            let line = JSONLine.of(result)
            if formats.contains(.csv) { columns.add(FlatRecord(line)) }
            try lines.write(JSONLine.bytes(of: line))
        }
        try lines.flush()
        report.damaged = damage.notes
        if formats.contains(.csv) {
            report.omittedCells = columns.omittedCells
            try table(columns.names, from: lines.path, in: room)
            report.files.append(RollupFormat.csv.fileName)
        }
        if formats.contains(.jsonl) {
            try lines.commit(to: folder.appending(path: RollupFormat.jsonl.fileName))
            report.files.append(RollupFormat.jsonl.fileName)
        }
        return report
    }

    /// A folder of photos that was named by mistake stays as it is.
    private func isOutput() async throws -> Bool {
        if FileManager.default.fileExists(atPath: folder.appending(path: ".sluice").path(percentEncoded: false)) {
            return true
        }
        for try await _ in ResultFolder(folder) { return true }
        return false
    }

    /// The second pass is over the lines of the first, so that both see the same records.
    private func table(_ columns: [String], from lines: String, in room: URL) throws(ItemError) {
        var draft = try DraftFile(in: room)
        // Without a byte order mark, spreadsheets take the text for an older encoding.
        try draft.write([0xEF, 0xBB, 0xBF])
        try draft.write(CSVText.row(columns.map { $0.sanitized(for: .csv) }))
        var reader = try LineReader(path: lines)
        while let line = reader.next() {
            guard let json = try? JSONValue(parsing: Array(line)) else { continue }
            try draft.write(CSVText.row(FlatRecord(json).values(for: columns)))
        }
        try draft.commit(to: folder.appending(path: RollupFormat.csv.fileName))
    }
}
