import Foundation
import Gemini
import SluiceLedger
import SluiceMedia
import SluiceStages
import SluiceSupport
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
    let recorder: Recorder
    let precedents: Precedents
    let flights = SingleFlight<String, SharedAnswer>()
    let control: RunControl
    let pace: Pace
    let budget: Budget
    let estimator: Estimator
    let history: AnswerHistory
    let uploads: SharedUploads
    let janitor: Janitor
    let onEvent: @Sendable (RunEvent) -> Void

    let name = "process"

    var output: OutputFolder { precedents.output }
    var force: Bool { precedents.options.force }

    func run(_ candidate: Candidate) async throws -> ItemReport {
        let start = ContinuousClock.now
        var report = try await pace.items.withPermit { try await process(candidate) }
        report.elapsed = ContinuousClock.now - start
        return report
    }

    /// - Parameter isLast: Whether a file that changes while it is sent is not worth another look.
    private func process(_ candidate: Candidate, isLast: Bool = false) async throws -> ItemReport {
        try requireRunning()
        let group = candidate.group
        onEvent(.started(group.outputPath))
        var work = ItemWork(group, recipe: recipe, recipeDigest: recipeDigest)
        do {
            if case .skip(let reason) = try await detect(group, &work) {
                let entry = work.entry(.skipped, sources: candidate.sources, message: reason)
                _ = try await saving { try await recorder.note(entry) }
                return ItemReport(name: group.outputPath, output: nil, end: .skipped(reason))
            }
        } catch {
            return try await finish(work, candidate, ItemError(error))
        }
        if candidate.sharesRecord { return try await finish(work, candidate, candidate.obstacle) }
        if let report = try await settle(&work, candidate, isLast: isLast) { return report }
        return try await process(candidate, isLast: true)
    }

    /// Gives an item whose files were read its record: the one it has, another's answer, or a new one.
    ///
    /// - Returns: `nil` when a file changed meanwhile and all of it is to be done again.
    private func settle(_ work: inout ItemWork, _ candidate: Candidate, isLast: Bool) async throws -> ItemReport? {
        guard let key = work.parts?.key else { return try await finish(work, candidate, nil) }
        switch try await flights.join(key) {
        case .follow(.answered(let stored, let output)):
            if case .done(let entry) = try await precedents.verdict(on: work, candidate) {
                return try await complete(work, entry)
            }
            work.reuse(stored, from: output)
            return try await finish(work, candidate, nil)
        case .follow(.failed(let error)): return try await finish(work, candidate, error)
        case .lead: break
        }
        var shared: SharedAnswer?
        defer { flights.complete(key, with: shared) }
        switch try await precedents.verdict(on: work, candidate) {
        case .done(let entry):
            return try await complete(work, entry)
        case .reuse(let stored, let output): work.reuse(stored, from: output)
        case .ask:
            do {
                try await requireRoom(for: candidate)
                try await answer(&work)
            } catch {
                work.record.error = ItemError(error)
            }
            await janitor.release(work.attachments.compactMap(\.held))
            if !isLast, work.record.error == Attacher.changed { return nil }
        }
        let report = try await finish(work, candidate, work.record.error)
        shared =
            switch work.record.error {
            case nil: .answered(StoredRecord(work.record, key: key), output: report.output ?? "")
            // Another item's place is another.
            case let error?: error.isRetryable || error.kind == .unwritable ? nil : .failed(error)
            }
        return report
    }

    /// Writes the record, unless what went wrong is the whole run's affair.
    private func finish(
        _ work: ItemWork,
        _ candidate: Candidate,
        _ error: ItemError?
    ) async throws -> ItemReport {
        var finished = work
        finished.record.error = error
        if let error, error.isStop || control.endsRun(error) { throw error }
        let record = finished.record
        let entry = finished.entry(error == nil ? .completed : .failed, sources: candidate.sources)
        // What is known to be in the way keeps whatever record there is.
        if let error, error.kind == .unwritable, candidate.mayHaveRecord || candidate.sharesRecord {
            _ = try await saving { try await recorder.note(entry) }
            return finished.report(.failed(error))
        }
        let failure = try await saving { try await recorder.record(record, of: candidate.group.outputPath, as: entry) }
        if let failure { return finished.report(.failed(error ?? failure)) }
        if let key = work.key { precedents.unfinished.remove(key) }
        if error == nil, let key = work.key, record.turns.contains(where: { $0.part != nil }) {
            PartStore(output, key: key).clear()
        }
        return finished.report(error.map { .failed($0) } ?? .completed)
    }

    enum Reading { case skip(String), proceed }

    /// Looks at the files. Sets what the record says of them, and the key.
    func detect(_ group: InputGroup, _ work: inout ItemWork) async throws -> Reading {
        let start = ContinuousClock.now
        defer { work.record.timing.detect = start.elapsedMilliseconds }
        var reader = MediaReader(recipe)
        reader.readings = pace.readings
        reader.isWanted = { [control] in control.reason == nil }
        var reasons: [String] = []
        for file in group.files {
            do throws(MediaError) {
                let media = try await reader.read(file)
                guard recipe.select.takes(media.modality) else {
                    reasons.append("\(media.modality.rawValue), not asked for by the recipe")
                    continue
                }
                work.take(media, at: file, await reader.facts(of: media))
            } catch {
                guard error.kind != .cancelled else { throw ItemError(error) }
                // A photo that is empty is a failure among photos, and no concern of a recipe for recordings.
                guard recipe.select.wants(error, file) else {
                    reasons.append(error.message)
                    continue
                }
                work.refuse(error, at: file)
                let failure = ItemError(error)
                throw group.files.count > 1 ? failure.of(file.relativePath) : failure
            }
        }
        guard !work.media.isEmpty else { return .skip(reasons.first ?? "no files") }
        let prompts = recipe.staticPrompts(for: work.context())
        work.parts = ItemKey.of(work.media, recipe: canonicalRecipe, recipeDigest: recipeDigest, prompts: prompts)
        return .proceed
    }

    /// Uploads, asks, and notes both in the record, also when one of them fails.
    private func answer(_ work: inout ItemWork) async throws {
        let attempts = AttemptCounter()
        let pacer = ItemPacer(
            pace,
            permit: GenerationPermit(of: pace.generations) { [control] in control.reason == nil }
        )
        let client = client(for: work.group, counting: attempts, pacer)
        work.estimate = await estimator.estimate(
            work.media,
            prompts: recipe.staticPrompts(for: work.context()),
            usualOutput: history.average
        )
        work.estimatedCost = work.estimate.flatMap { estimator.cost($0) }
        pacer.expect(tokens: work.estimate?.largestInput ?? 0)

        let attaching = await attach(work.media, of: work.group, using: client)
        work.attachments = attaching.files
        work.record.timing.upload = attaching.milliseconds
        if let failure = attaching.failure {
            work.noteUploads()
            throw failure
        }

        attempts.reset()
        var talk = await talk(about: work, using: client, attempts, pacer)
        if let failure = talk.failure, try await renew(&work, after: failure, using: client) {
            // What was answered before is asked again, and was paid for all the same.
            let paid = talk.turns
            talk = await self.talk(about: work, using: client, attempts, pacer)
            talk.turns = paid + talk.turns
        }
        work.noteUploads()
        work.record.timing.generate = talk.milliseconds
        work.record.attempts = attempts.count
        work.record.unheard = pacer.allUnheard
        work.record.turns = talk.turns
        work.record.data = talk.data
        work.record.text = talk.text
        work.record.transcript = talk.transcript
        work.record.duration = talk.duration
        let usage = talk.turns.compactMap(\.usage)
        work.record.cost = usage.count == talk.turns.count ? estimator.cost(of: usage) : nil
        history.note(work.record.usage)
        if let failure = talk.failure { throw failure }
    }

    struct Talk: Sendable {
        var turns: [ResultRecord.Turn] = []
        var data: JSONValue?
        /// The whole answer, when it is not the last turn's.
        var text: String?
        /// Words with times, where the service told them.
        var words: [Transcript.Segment]?
        var transcript: Transcript?
        /// Of the recording that a transcript is of, in seconds.
        var duration: Double?
        var failure: (any Error)?
        var milliseconds = 0
    }

    /// Takes all turns, holding one permit.
    private func talk(
        about work: ItemWork,
        using client: GeminiClient,
        _ attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) async -> Talk {
        pacer.permit?.begin()
        defer { pacer.permit?.release() }
        var talk: Talk
        do {
            talk = try await converse(about: work, using: client, attempts, pacer)
        } catch {
            talk = Talk(failure: error)
        }
        // Before another item gets the permit.
        if precedents.options.failFast, let failure = talk.failure,
            (failure as? GeminiError)?.mayBeOfMissingFile != true, !ItemError(failure).mayEndRun
        {
            control.stop(.failure)
        }
        await talk.takeTranscript(of: work.media)
        talk.milliseconds = pacer.permit?.milliseconds ?? 0
        return talk
    }

    private func converse(
        about work: ItemWork,
        using client: GeminiClient,
        _ attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) async throws -> Talk {
        if let parts = await recordingParts(of: work) {
            try await pacer.permit?.acquire()
            return await converse(about: work, in: parts, using: client, attempts, pacer)
        }
        // Lock order: acquire the permit before reserving budget, otherwise two items can deadlock. Inline bodies are a second copy
        // in memory, so they are composed only while holding a permit.
        if budget.isLimited || work.bytesInside > Self.mostBytesComposed { try await pacer.permit?.acquire() }
        return await paid(for: work, using: client, pacer) { client in
            await ask(about: work, part: nil, using: client, attempts, pacer)
        }
    }

    private static let mostBytesComposed = 64 << 10

    /// Asks once the budget has room for it: for the whole item, or for any part of it.
    ///
    /// An answer that was not heard counts with the most that it can take.
    func paid(
        for work: ItemWork,
        using client: GeminiClient,
        _ pacer: ItemPacer,
        _ ask: (GeminiClient) async -> Talk
    ) async -> Talk {
        let most = work.estimate.map(estimator.most) ?? Spending()
        do {
            try await budget.reserve(most)
        } catch {
            return Talk(failure: error)
        }
        let repeats = PaidRepeats(budget, most: most)
        let talk = await ask(repeats.client(client))
        let heard = estimator.spending(on: talk.turns.map(\.usage), atMost: most)
        let lost = estimator.unheard(pacer.takeUnheard(), atMost: most)
        budget.settle(repeats.reserved, spent: lost.map { heard + $0.most } ?? heard)
        if let lost { pacer.note(lost.answers) }
        return talk
    }

    /// Takes all turns, about the whole item or one part of it.
    func ask(
        about work: ItemWork,
        part: RecordingPart?,
        using client: GeminiClient,
        _ attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) async -> Talk {
        var talk = Talk()
        var dialogue = Dialogue(recipe: recipe, gemini: client, part: part)
        do {
            for (number, turn) in recipe.turns.enumerated() {
                // Others may begin then, unless whether the answer is good decides over them.
                let isEnd = part == nil && number == recipe.turns.count - 1 && !precedents.options.failFast
                var fault: GeminiError?
                for chance in 0...recipe.reask {
                    attempts.add()
                    let answer = try await dialogue.take(turn, about: work, correcting: fault)
                    control.reachedService()
                    pacer.used(answer.turn.usage)
                    talk.turns.append(answer.turn)
                    talk.words = answer.words
                    fault = chance < recipe.reask ? answer.fault : nil
                    guard fault == nil else { continue }
                    if isEnd { pacer.permit?.release() }
                    talk.data = try answer.data()
                    break
                }
            }
        } catch {
            talk.failure = error
        }
        return talk
    }

    /// The client, telling of this item's retries.
    private func client(
        for group: InputGroup,
        counting attempts: AttemptCounter,
        _ pacer: ItemPacer
    ) -> GeminiClient {
        var client = gemini
        client.pacer = pacer
        client.onRetry = { [onEvent] retry in
            attempts.add()
            onEvent(.retrying(group.outputPath, retry))
        }
        return client
    }

    func requireRunning() throws {
        guard control.reason == nil else { throw CancellationError() }
    }

    /// Notes an item that is done, and writes what is missing of its formats.
    private func complete(_ work: ItemWork, _ entry: LedgerEntry) async throws -> ItemReport {
        let failure = try await saving { try await recorder.complete(entry) }
        return work.report(failure.map { .failed($0) } ?? .upToDate)
    }

    /// - Throws: ``ItemError`` when the answer could not be written: that is known before it is paid for.
    @concurrent
    private func requireRoom(for candidate: Candidate) async throws {
        let item = candidate.group.outputPath
        if let obstacle = candidate.obstacle ?? recorder.formats.obstacle.find(for: item) { throw obstacle }
    }

    /// - Returns: Why an item's own files could not be written. What concerns every item ends the run.
    private func saving(_ write: () async throws -> Void) async throws -> ItemError? {
        do {
            try await write()
            return nil
        } catch let error as ItemError where error.kind == .unwritable && !error.concernsRun {
            return error
        } catch {
            control.stop(.unwritable(ItemError(error)))
            throw error
        }
    }
}

extension ContinuousClock.Instant {
    var elapsedMilliseconds: Int { Int((ContinuousClock.now - self) / .milliseconds(1)) }
}
