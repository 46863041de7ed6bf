public import Foundation
import SluiceMedia
import SluiceReportPage
import StructuredJSON

/// An output folder as one HTML page: a contact sheet, players with transcripts, answers, failures and totals.
///
/// The page holds everything but the originals, which it refers to by relative addresses. It loads nothing from a network,
/// and its policy forbids that too. Texts of models and names of files are data in it and never markup.
public struct Report: Sendable {
    public let folder: URL
    /// Folders with the originals, searched before those that runs have noted.
    public var media: [URL] = []
    /// What the page is called. `nil`: after the recipe and the folder.
    public var title: String?

    public init(of folder: URL) { self.folder = folder }

    /// Writes the page, whole or not at all. No more than a chunk of it is in memory. Without a result nothing is written.
    ///
    /// - Throws: ``ItemError`` when it cannot be written.
    public func write(to file: URL) async throws -> ReportSummary {
        try await withTaskExecutorPreference(QueueExecutor.files) { try await compose(file) }
    }

    private func compose(_ file: URL) async throws -> ReportSummary {
        let output = Discovery.absolute(try folder.asLocal().path(percentEncoded: false))
        let page = Discovery.absolute(try file.asLocal().path(percentEncoded: false))
        for place in media { try place.asLocal() }
        let links = RelativeLink(from: PathText.folder(of: page))
        let places = InputPlaces(of: folder)
        let originals = OriginalFinder(media.map { $0.path(percentEncoded: false) } + places.folders + places.moved)
        var summary = ReportSummary()
        var about = ReportSubject(folder: PathText.name(of: output), title: title)
        // The title stands before the items, so the first of them is looked at twice.
        guard let first = try await ResultFolder(folder).first(where: { _ in true }) else { return summary }
        about.meet(first)
        var draft = try DraftFile(in: URL(filePath: PathText.folder(of: page), directoryHint: .isDirectory))
        let parts = PageParts()
        try draft.write(parts.head(title: about.shownTitle))
        var chunk = ReportChunk()
        let damage = Damage()
        var results = ResultFolder(folder)
        results.onDamage = damage.note
        for try await result in results {
            let item = ReportItem(result, originals: originals, links: links, output: output)
            if result.isCompleted { summary.completed += 1 } else { summary.failed += 1 }
            summary.missing += item.missing
            about.meet(result)
            chunk.add(item.bytes)
            if chunk.isFull { try draft.write(chunk.take()) }
        }
        try draft.write(chunk.take())
        try draft.write(parts.about(about.json(missing: summary.missing, conclusion: Conclusion.answer(in: folder))))
        try draft.write(parts.tail)
        try draft.commit(to: URL(filePath: page))
        summary.damaged = damage.notes
        return summary
    }
}
