import Foundation
import Gemini
import Ledger
import Media
import Stages
import StructuredJSON

/// Takes one item from its files to its record.
///
/// What is wrong with the item becomes its failed record. What every other item would share ends the run instead, and the
/// item stays as it was.
struct ItemProcessor: Stage {
    let recipe: Recipe
    let canonicalRecipe: JSONValue
    let recipeDigest: String
    let gemini: GeminiClient
    let output: OutputFolder
    let ledger: Ledger
    let force: Bool
    let control: RunControl
    let uploads: Gate
    let generations: Gate
    let janitor: Janitor
    let onEvent: @Sendable (RunEvent) -> Void
    let inspector = MediaInspector.shared

    let name = "process"

    func run(_ group: InputGroup) async throws -> ItemReport {
        onEvent(.started(group.name))
        var work = ItemWork(group, recipe: recipe, recipeDigest: recipeDigest)
        do {
            switch try await detect(group, &work) {
            case .skip(let reason): return ItemReport(name: group.name, output: nil, end: .skipped(reason))
            case .done: return work.report(.upToDate)
            case .proceed: break
            }
            try await answer(&work)
        } catch {
            let failure = ItemError(error)
            if error is CancellationError || control.endsRun(failure) { throw error }
            work.record.error = failure
        }
        try await save(work)
        return work.report(work.record.error.map { .failed($0) } ?? .completed)
    }

    private enum Verdict { case skip(String), done, proceed }

    /// Looks at the files. Sets what the record says of them, and the key.
    private func detect(_ group: InputGroup, _ work: inout ItemWork) async throws -> Verdict {
        let start = ContinuousClock.now
        defer { work.record.timing.detect = start.elapsedMilliseconds }
        var reasons: [String] = []
        for file in group.files {
            do throws(MediaError) {
                let media = try await inspector.read(file.path)
                guard recipe.select.takes(media.modality) else {
                    reasons.append("\(media.modality.rawValue), not asked for by the recipe")
                    continue
                }
                work.take(media, at: file)
            } catch {
                // A photo that is empty is a failure among photos, and no concern of a recipe for recordings.
                guard recipe.select.wants(error, file) else {
                    reasons.append(error.message)
                    continue
                }
                work.refuse(error, at: file)
                throw error
            }
        }
        guard !work.media.isEmpty else { return .skip(reasons.first ?? "no files") }
        let prompts = recipe.staticPrompts(for: work.context())
        work.key = ItemKey.of(work.media, recipe: canonicalRecipe, prompts: prompts)
        guard !force, let entry = try await ledger.entry(for: group.outputPath) else { return .proceed }
        let holds = entry.state == .completed && entry.key == work.key && output.exists(group.outputPath)
        return holds ? .done : .proceed
    }

    private func answer(_ work: inout ItemWork) async throws {
        defer {
            if recipe.uploads == .run { janitor.delete(work.attachments.compactMap(\.file?.name)) }
        }
        let attempts = AttemptCounter()
        var gemini = gemini
        gemini.onRetry = { [onEvent, name = work.group.name] retry in
            attempts.add()
            onEvent(.retrying(name, retry))
        }
        let start = ContinuousClock.now
        try await uploads.pass {
            try requireRunning()
            let attacher = Attacher(gemini: gemini, options: recipe.media)
            for media in work.media {
                work.attachments.append(try await attacher.attach(media))
                control.reachedService()
            }
        }
        work.record.uploads = work.attachments.compactMap(\.file).map {
            ResultRecord.UploadNote(name: $0.name, uri: $0.uri, reused: false)
        }
        work.record.timing.upload = start.elapsedMilliseconds
        attempts.reset()
        defer { work.record.attempts = attempts.count }
        try await generations.pass {
            try requireRunning()
            let start = ContinuousClock.now
            defer { work.record.timing.generate = start.elapsedMilliseconds }
            var dialogue = Dialogue(recipe: recipe, gemini: gemini)
            for turn in recipe.turns {
                attempts.add()
                let answer = try await dialogue.take(turn, about: work)
                control.reachedService()
                work.record.turns.append(answer.turn)
                work.record.data = try answer.data()
            }
        }
    }

    private func requireRunning() throws {
        guard control.reason == nil else { throw CancellationError() }
    }

    private func save(_ work: ItemWork) async throws {
        do {
            try await output.write(work.record, of: work.group.outputPath)
            try await ledger.record(
                LedgerEntry(
                    output: work.group.outputPath,
                    key: work.key ?? "",
                    state: work.record.error == nil ? .completed : .failed,
                    errorKind: work.record.error?.kind
                )
            )
        } catch {
            control.stop(.unwritable(ItemError(error)))
            throw error
        }
    }
}

extension ContinuousClock.Instant {
    var elapsedMilliseconds: Int { Int((ContinuousClock.now - self) / .milliseconds(1)) }
}
