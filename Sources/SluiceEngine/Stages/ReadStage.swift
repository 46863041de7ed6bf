import Foundation
import SluiceMedia
import SluiceStages
import StructuredJSON

/// Reads an item's files: what they are, what prompts see of them, and the digest that identifies the answer.
///
/// Takes a ``Candidate``, gives a ``ReadItem``. A file that cannot be used makes the item refused, or unselected where the recipe is
/// not for such files. Throws `CancellationError` when the run is asked to end meanwhile.
struct ReadStage: Stage {
    let name = "read"
    let recipe: Recipe
    let canonicalRecipe: JSONValue
    let recipeDigest: String
    let reader: MediaReader

    func run(_ candidate: Candidate) async throws -> ReadItem {
        let (start, started) = (ContinuousClock.now, Date.now)
        var reading = Reading()
        let outcome: ReadItem.Outcome
        do throws(Failure) {
            try await read(candidate.group, into: &reading)
            outcome = self.outcome(of: reading, candidate)
        } catch {
            guard !error.isStop else { throw CancellationError() }
            outcome = .refused(error)
        }
        return ReadItem(
            candidate: candidate,
            outcome: outcome,
            files: reading.files,
            source: reading.source,
            started: started,
            milliseconds: start.elapsedMilliseconds
        )
    }

    private struct Reading {
        var files: [ReadItem.File] = []
        var source: [Record.Source] = []
        /// Why files are not the recipe's to ask about.
        var reasons: [String] = []
    }

    /// - Throws: Why the item cannot be asked about: its first file that cannot be used.
    private func read(_ group: InputGroup, into reading: inout Reading) async throws(Failure) {
        for file in group.files {
            do throws(MediaError) {
                let media = try await reader.read(file)
                guard recipe.select.takes(media.modality) else {
                    reading.reasons.append("\(media.modality.rawValue), not asked for by the recipe")
                    continue
                }
                let facts = await reader.facts(of: media)
                reading.files.append(
                    ReadItem.File(
                        path: file.relativePath,
                        media: media,
                        template: TemplateContext.File(file.relativePath, media, facts)
                    )
                )
                reading.source.append(Record.Source(file.relativePath, media))
            } catch {
                guard error.kind != .cancelled else { throw Failure(error) }
                // A photo that is empty is a failure among photos, and nothing to a recipe for recordings.
                guard recipe.select.wants(error, file) else {
                    reading.reasons.append(error.message)
                    continue
                }
                reading.source.append(Record.Source(file.relativePath, url: URL(filePath: file.path), error))
                let failure = Failure(error)
                throw group.files.count > 1 ? failure.of(file.relativePath) : failure
            }
        }
    }

    private func outcome(of reading: Reading, _ candidate: Candidate) -> ReadItem.Outcome {
        guard !reading.files.isEmpty else { return .unselected(reason: reading.reasons.first ?? "no files") }
        let context = TemplateContext(files: reading.files.map(\.template), groupName: candidate.group.name)
        return .readable(
            ItemKey.of(
                reading.files.map(\.media),
                recipe: canonicalRecipe,
                recipeDigest: recipeDigest,
                prompts: recipe.staticPrompts(for: context)
            )
        )
    }
}

extension TemplateContext.File {
    fileprivate init(_ path: String, _ media: MediaFile, _ facts: MediaFacts) {
        self.init(
            path: path,
            bytes: Int(media.original?.bytes ?? media.bytes),
            mimeType: media.type.rawValue,
            modality: media.modality.rawValue,
            modified: Timestamp.seconds(media.original?.modified ?? media.modified)
        )
        self.facts = facts
    }
}
