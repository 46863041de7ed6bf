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
    let recorder: Recorder
    let force: Bool
    let control: RunControl
    let uploads: SharedUploads
    let uploading: Gate
    let generations: Gate
    let janitor: Janitor
    let onEvent: @Sendable (RunEvent) -> Void
    let inspector = MediaInspector.shared

    let name = "process"

    func run(_ group: InputGroup) async throws -> ItemReport {
        onEvent(.started(group.name))
        var work = ItemWork(group, recipe: recipe, recipeDigest: recipeDigest)
        if let report = try await answerOrReport(group, &work) { return report }
        if work.record.error == ItemError(Attacher.changed) {
            // Somebody wrote to it while it was sent. It is worth one more look.
            work = ItemWork(group, recipe: recipe, recipeDigest: recipeDigest)
            if let report = try await answerOrReport(group, &work) { return report }
        }
        if let error = work.record.error, error.kind == "cancelled" || control.endsRun(error) { throw error }
        try await save(work)
        return work.report(work.record.error.map { .failed($0) } ?? .completed)
    }

    /// Sets the record's answer or error.
    ///
    /// - Returns: The report of an item that there is no record to write for.
    private func answerOrReport(_ group: InputGroup, _ work: inout ItemWork) async throws -> ItemReport? {
        do {
            switch try await detect(group, &work) {
            case .skip(let reason): return ItemReport(name: group.name, output: nil, end: .skipped(reason))
            case .done: return work.report(.upToDate)
            case .proceed: break
            }
            try await answer(&work)
        } catch {
            work.record.error = ItemError(error)
        }
        janitor.release(work.attachments.compactMap(\.held))
        return nil
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

    /// Uploads, asks, and notes both in the record, also when one of them fails.
    private func answer(_ work: inout ItemWork) async throws {
        let attempts = AttemptCounter()
        let client = client(for: work.group, counting: attempts)

        let attaching = await attach(work.media, of: work.group, using: client)
        work.attachments = attaching.files
        work.record.timing.upload = attaching.milliseconds
        if let failure = attaching.failure {
            work.noteUploads()
            throw failure
        }

        attempts.reset()
        var talk = await talk(about: work, using: client, attempts)
        if let failure = talk.failure, try await renew(&work, after: failure, using: client) {
            talk = await self.talk(about: work, using: client, attempts)
        }
        work.noteUploads()
        work.record.timing.generate = talk.milliseconds
        work.record.attempts = attempts.count
        work.record.turns = talk.turns
        work.record.data = talk.data
        if let failure = talk.failure { throw failure }
    }

    /// Uploads again what the service says it does not have, once.
    ///
    /// - Returns: Whether something was, so that asking again makes sense.
    private func renew(_ work: inout ItemWork, after failure: any Error, using client: GeminiClient) async throws
        -> Bool
    {
        guard let error = failure as? GeminiError, error.mayBeOfMissingFile else { return false }
        var isRenewed = false
        for (index, attachment) in work.attachments.enumerated() {
            guard let held = attachment.held, await isMissing(held, error, using: client) else { continue }
            try await uploads.forget(held)
            work.attachments[index] = try await attacher(work.media, of: work.group, using: client).upload(
                attachment.media
            )
            isRenewed = true
        }
        return isRenewed
    }

    private func isMissing(_ held: HeldUpload, _ error: GeminiError, using client: GeminiClient) async -> Bool {
        do {
            return try await client.files.get(held.upload.name).state == .failed
        } catch let error as GeminiError {
            return error.mayBeOfMissingFile
        } catch {
            return false
        }
    }

    private struct Attaching {
        var files: [UploadedFile] = []
        var failure: (any Error)?
        var milliseconds = 0
    }

    private func attacher(_ media: [MediaFile], of group: InputGroup, using client: GeminiClient) -> Attacher {
        Attacher(
            gemini: client,
            options: recipe.media,
            uploads: uploads,
            gate: uploading,
            requests: recipe.turns.count,
            together: media.reduce(0) { $0 + $1.bytes },
            onProgress: { [onEvent] media, sent in onEvent(.uploading(group.name, sent: sent, of: media.bytes)) }
        )
    }

    private func attach(_ media: [MediaFile], of group: InputGroup, using client: GeminiClient) async -> Attaching {
        var attaching = Attaching()
        let start = ContinuousClock.now
        let attacher = attacher(media, of: group, using: client)
        do {
            for media in media {
                try requireRunning()
                let file = try await attacher.attach(media)
                if file.file != nil { control.reachedService() }
                attaching.files.append(file)
            }
        } catch {
            attaching.failure = error
        }
        attaching.milliseconds = start.elapsedMilliseconds
        return attaching
    }

    private struct Talk: Sendable {
        var turns: [ResultRecord.Turn] = []
        var data: JSONValue?
        var failure: (any Error)?
        var milliseconds = 0
    }

    /// All turns inside one place: a dialogue that has begun is not held up by others that begin.
    private func talk(about work: ItemWork, using client: GeminiClient, _ attempts: AttemptCounter) async -> Talk {
        do {
            return try await generations.pass {
                try requireRunning()
                return await converse(about: work, using: client, attempts)
            }
        } catch {
            return Talk(failure: error)
        }
    }

    private func converse(about work: ItemWork, using client: GeminiClient, _ attempts: AttemptCounter) async -> Talk {
        var talk = Talk()
        let start = ContinuousClock.now
        var dialogue = Dialogue(recipe: recipe, gemini: client)
        do {
            for turn in recipe.turns {
                attempts.add()
                let answer = try await dialogue.take(turn, about: work)
                control.reachedService()
                talk.turns.append(answer.turn)
                talk.data = try answer.data()
            }
        } catch {
            talk.failure = error
        }
        talk.milliseconds = start.elapsedMilliseconds
        return talk
    }

    /// The client, telling of this item's retries.
    private func client(for group: InputGroup, counting attempts: AttemptCounter) -> GeminiClient {
        var client = gemini
        client.onRetry = { [onEvent] retry in
            attempts.add()
            onEvent(.retrying(group.name, retry))
        }
        return client
    }

    private func requireRunning() throws {
        guard control.reason == nil else { throw CancellationError() }
    }

    private func save(_ work: ItemWork) async throws {
        do {
            let entry = LedgerEntry(
                output: work.group.outputPath,
                key: work.key ?? "",
                state: work.record.error == nil ? .completed : .failed,
                errorKind: work.record.error?.kind
            )
            try await recorder.record(work.record, of: work.group.outputPath, as: entry)
        } catch {
            control.stop(.unwritable(ItemError(error)))
            throw error
        }
    }
}

extension ContinuousClock.Instant {
    var elapsedMilliseconds: Int { Int((ContinuousClock.now - self) / .milliseconds(1)) }
}
