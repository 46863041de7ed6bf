import Foundation
import SluiceLedger
import SluiceMedia

/// Tells what is done from what has to be looked into, by what the file system and the ledger say. No input is read.
struct Survey: Sendable {
    let recipeDigest: String
    /// ``Recipe/readingRules``.
    let rules: String
    let output: OutputFolder
    let ledger: Ledger
    let formats: FormatFiles
    let options: RunOptions
    /// Whether nothing may be written.
    var isRehearsal = false

    /// Looks at some items at once. In their order; those that are not asked for are left out.
    ///
    /// - Returns: With the findings, entries that are to be noted: records that are as they were under new stamps.
    /// - Parameter collisions: Items whose outputs are another's, by their paths.
    func look(at groups: [InputGroup], _ collisions: [[UInt8]: ItemError] = [:]) async throws
        -> (findings: [Finding], refreshed: [LedgerEntry])
    {
        guard !groups.isEmpty else { return ([], []) }
        let entries = try await ledger.entries(for: groups.map(\.outputPath))
        // Network drives may take their time to answer.
        return await withTaskExecutorPreference(QueueExecutor.files) {
            var findings: [Finding] = []
            var refreshed: [LedgerEntry] = []
            for (group, entry) in zip(groups, entries) {
                if options.retryFailed, entry?.state != .failed { continue }
                let stamp = SourceStamp(group, rules: rules)
                if let entry, collisions[Array(group.outputPath.utf8)] == nil,
                    let report = settled(group, entry, stamp, &refreshed)
                {
                    findings.append(.settled(report))
                } else {
                    let sources = stamp.flatMap { $0.isReliable ? $0.text : nil }
                    var candidate = Candidate(group: group, sources: sources, entry: entry)
                    let record = output.recordPath(of: group.outputPath)
                    candidate.mayHaveRecord = FileStamp(of: record) != nil
                    let collision = collisions[Array(group.outputPath.utf8)]
                    candidate.sharesRecord = collision != nil
                    candidate.obstacle = collision ?? formats.obstacle.find(among: group)
                    findings.append(.open(candidate))
                }
            }
            return (findings, refreshed)
        }
    }

    private func settled(
        _ group: InputGroup,
        _ entry: LedgerEntry,
        _ stamp: SourceStamp?,
        _ refreshed: inout [LedgerEntry]
    ) -> ItemReport? {
        guard !options.force, !options.verify, let stamp, entry.sources == stamp.text else { return nil }
        switch entry.state {
        case .failed: return nil
        case .skipped:
            return ItemReport(
                name: group.outputPath,
                output: nil,
                end: .skipped(entry.message ?? "not for this recipe")
            )
        case .completed:
            guard entry.parts?.recipe == recipeDigest, formats.isComplete(for: entry.output) else { return nil }
            switch RecordCheck(entry, in: output) {
            case .intact: break
            case .moved(let entry): refreshed.append(entry)
            case .missing, .edited: return nil
            }
            return ItemReport(
                name: group.outputPath,
                output: OutputFolder.recordPath(of: group.outputPath),
                end: .upToDate
            )
        }
    }
}

/// Whether a record is as the ledger remembers it.
enum RecordCheck {
    case intact
    /// The bytes are the same, though the file is another one: copied, or touched. With what the ledger should know.
    case moved(LedgerEntry)
    case missing
    case edited

    init(_ entry: LedgerEntry, in output: OutputFolder) {
        let path = output.recordPath(of: entry.output)
        guard let stamp = FileStamp(of: path) else {
            self = .missing
            return
        }
        // Early ledgers remember nothing of it.
        guard let mark = entry.record else {
            self = .intact
            return
        }
        guard mark.stamp != stamp else {
            self = .intact
            return
        }
        guard mark.stamp.size == stamp.size, let bytes = RegularFile.bytes(at: path),
            SHA256Digester.hex(of: bytes) == mark.digest
        else {
            self = .edited
            return
        }
        var entry = entry
        entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: mark.digest)
        self = .moved(entry)
    }
}
