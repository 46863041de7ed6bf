import Foundation
import SluiceLedger
import SluiceMedia
import StructuredJSON

/// One item on its way: what is known so far.
struct ItemWork {
    let group: InputGroup
    var record: ResultRecord
    private(set) var media: [MediaFile] = []
    private(set) var paths: [String] = []
    /// As prompts see them.
    private var files: [TemplateContext.File] = []
    var attachments: [UploadedFile] = []
    /// Of files that travel inside the request.
    var bytesInside: Int64 { attachments.reduce(0) { $0 + ($1.file == nil ? $1.media.bytes : 0) } }
    /// What it is expected to take. Set before it is asked about.
    var estimate: ItemEstimate?
    var estimatedCost: Double?
    /// What makes the answer its own. Set once the files were read.
    var parts: ItemKey.Parts? {
        didSet { record.key = parts?.key }
    }

    init(_ group: InputGroup, recipe: Recipe, recipeDigest: String) {
        self.group = group
        record = ResultRecord(
            source: [],
            recipe: ResultRecord.RecipeNote(
                name: recipe.name,
                sha256: recipeDigest,
                model: recipe.model,
                serviceTier: recipe.serviceTier.rawValue
            ),
            timing: ResultRecord.Timing(started: .now)
        )
    }

    mutating func take(_ media: MediaFile, at file: DiscoveredFile, _ facts: MediaFacts) {
        self.media.append(media)
        paths.append(file.relativePath)
        var seen = TemplateContext.File(
            path: file.relativePath,
            bytes: Int(media.original?.bytes ?? media.bytes),
            mimeType: media.type.rawValue,
            modality: media.modality.rawValue,
            modified: Timestamp.seconds(media.original?.modified ?? media.modified)
        )
        seen.facts = facts
        files.append(seen)
        record.source.append(ResultRecord.Source(file.relativePath, media))
    }

    mutating func refuse(_ error: MediaError, at file: DiscoveredFile) {
        record.source.append(ResultRecord.Source(file.relativePath, url: URL(filePath: file.path), error))
    }

    /// Sets what the record says of uploads.
    mutating func noteUploads() {
        record.uploads = attachments.compactMap { attachment in
            attachment.file.map {
                ResultRecord.UploadNote(name: $0.name, uri: $0.uri, reused: attachment.held?.isReused ?? false)
            }
        }
    }

    /// What prompts see.
    func context(previous: String? = nil) -> TemplateContext {
        TemplateContext(files: files, groupName: group.name, previousText: previous)
    }

    /// Takes over an answer that was given to the same question about the same bytes.
    mutating func reuse(_ stored: StoredRecord, from output: String) {
        record.turns = stored.turns.map { turn in
            var turn = turn
            // It was taken for the first of them.
            turn.usage = nil
            return turn
        }
        record.data = stored.data
        record.text = stored.text
        record.transcript = stored.transcript
        record.duration = stored.duration
        record.reusedFrom = output
        record.cost = stored.cost == nil ? nil : 0
    }

    /// What makes its answer its own. `nil` until the files were read.
    var key: String? { parts?.key }

    var bytes: Int64 { media.reduce(0) { $0 + $1.bytes } }

    /// What the ledger remembers.
    func entry(_ state: LedgerEntry.State, sources: String?, message: String? = nil) -> LedgerEntry {
        var entry = LedgerEntry(
            output: group.outputPath,
            key: parts?.key ?? "",
            state: state,
            errorKind: record.error?.kind.rawValue
        )
        entry.parts = parts?.digests
        entry.sources = sources
        entry.bytes = bytes
        entry.attempts = record.attempts
        entry.message = message ?? record.error?.message
        entry.isRetryable = record.error?.isRetryable ?? false
        entry.take(record.usage, cost: record.cost)
        entry.estimate = estimate.map { LedgerEntry.Estimate(tokens: $0.tokens, cost: estimatedCost) }
        return entry
    }

    func report(_ end: ItemReport.End) -> ItemReport {
        var report = ItemReport(
            name: group.outputPath,
            output: OutputFolder.recordPath(of: group.outputPath),
            end: end,
            disagreements: zip(media, paths).compactMap { $0.disagreement(named: $1) }
        )
        report.omissions = zip(media, paths).flatMap { $0.omissions(named: $1) }
        report.usage = record.usage
        report.cost = record.cost
        report.estimate = estimate
        report.estimatedCost = estimatedCost
        report.reusedFrom = record.reusedFrom
        report.bytes = bytes
        report.attempts = record.attempts
        report.unheard = record.unheard
        report.transcriptProblems = record.transcript?.problems ?? []
        return report
    }
}

extension MediaFile {
    /// What was guessed about it or is not sent of it, with its path.
    func omissions(named path: String) -> [String] {
        let pages = "of its \(leftOutPages + 1) pages only the first was sent; a PDF of them is sent whole"
        return ((leftOutPages > 0 ? [pages] : []) + notes).map { "\(path): \($0)" }
    }

    /// One line, when the name claims another type than the content is.
    func disagreement(named path: String) -> String? {
        let detection = original?.detection ?? detection
        guard detection.disagrees, let claimed = detection.claimed else { return nil }
        return "\(path) is \(detection.content.rawValue), though its name says \(claimed.rawValue)"
    }
}
