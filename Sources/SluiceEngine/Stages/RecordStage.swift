import SluiceLedger
import SluiceMedia
import SluiceStages

/// Writes what became of an item: its record and formats, then the ledger's row. When it returns both are on the disk.
///
/// Takes an ``AnsweredItem``, gives the ``ItemReport``. A failure that every other item would share is thrown instead of recorded and
/// ends the run: the item stays as it was. Throws also what keeps records from being written at all.
struct RecordStage: Stage {
    let name = "record"
    let recipe: Recipe
    let recipeDigest: String
    let recorder: Recorder
    let precedents: Precedents
    let control: RunControl

    func run(_ answered: AnsweredItem) async throws -> ItemReport {
        switch answered.decision.verdict {
        case .skip(let reason):
            try await saving { try await recorder.note(answered.entry(.skipped, message: reason)) }
            return ItemReport(name: answered.item.group.outputPath, output: nil, end: .skipped(reason))
        case .keep(let entry):
            // What is missing of its formats is written.
            let failure = try await saving { try await recorder.complete(entry) }
            return answered.report(failure.map { .failed($0) } ?? .upToDate)
        case .fail, .reuse, .ask: return try await record(answered)
        }
    }

    private func record(_ answered: AnsweredItem) async throws -> ItemReport {
        let (failure, candidate) = (answered.failure, answered.item.candidate)
        if let failure, failure.isStop || control.endsRun(failure) { throw failure }
        let record = answered.record(recipe, digest: recipeDigest)
        let entry = answered.entry(failure == nil ? .completed : .failed, record)
        // What is known to be in the way keeps whatever record there is.
        if let failure, failure.kind == .unwritable, candidate.mayHaveRecord || candidate.sharesRecord {
            try await saving { try await recorder.note(entry) }
            return answered.report(.failed(failure), record)
        }
        let unwritten = try await saving {
            try await recorder.record(record, of: candidate.group.outputPath, as: entry)
        }
        if let unwritten { return answered.report(.failed(failure ?? unwritten), record) }
        if let key = answered.item.parts?.key {
            precedents.unfinished.remove(key)
            if failure == nil, record.turns.contains(where: { $0.part != nil }) {
                PartStore(precedents.output, key: key).clear()
            }
        }
        let report = answered.report(failure.map { .failed($0) } ?? .completed, record)
        tell(answered.decision.lead, failure, record, report)
        return report
    }

    /// Gives the answer to the items that wait for it.
    private func tell(_ lead: AnswerLead?, _ failure: Failure?, _ record: Record, _ report: ItemReport) {
        guard let failure else {
            lead?.complete(with: .answered(record, output: report.output ?? ""))
            return
        }
        // What was chance, or is in the way of this item alone, may go well for the next.
        guard !failure.isRetryable, failure.kind != .unwritable else { return }
        lead?.complete(with: .failed(failure))
    }

    /// - Returns: Why an item's own files could not be written. What concerns every item ends the run.
    @discardableResult
    private func saving(_ write: () async throws -> Void) async throws -> Failure? {
        do {
            try await write()
            return nil
        } catch let error as Failure where error.kind == .unwritable && !error.concernsRun {
            return error
        } catch {
            control.stop(.unwritable(Failure(error)))
            throw error
        }
    }
}

extension AnsweredItem {
    /// The item's record.
    ///
    /// - Parameter digest: Of the recipe's canonical form.
    fileprivate func record(_ recipe: Recipe, digest: String) -> Record {
        var record = Record(
            source: item.source,
            recipe: Record.RecipeNote(
                name: recipe.name,
                sha256: digest,
                model: recipe.model,
                serviceTier: recipe.serviceTier.rawValue
            ),
            started: item.started
        )
        record.key = item.parts?.key
        record.timing.detect = item.milliseconds
        if case .reuse(let earlier, let output) = decision.verdict { record.reuse(earlier, from: output) }
        if let asked { record.take(asked) }
        if let failure { record.fail(failure) }
        return record
    }

    /// What the ledger remembers.
    fileprivate func entry(
        _ state: LedgerEntry.State,
        _ record: Record? = nil,
        message: String? = nil
    ) -> LedgerEntry {
        var entry = item.entry(state, because: failure)
        entry.attempts = record?.attempts ?? 0
        entry.message = message ?? entry.message
        entry.take(record?.usage, cost: record?.cost)
        entry.estimate = asked?.prepared.estimate.map {
            LedgerEntry.Estimate(tokens: $0.tokens, cost: asked?.prepared.estimatedCost)
        }
        return entry
    }

    fileprivate func report(_ end: ItemReport.End, _ record: Record? = nil) -> ItemReport {
        var report = ItemReport(
            name: item.group.outputPath,
            output: OutputFolder.recordPath(of: item.group.outputPath),
            end: end,
            disagreements: item.files.compactMap { $0.media.disagreement(named: $0.path) }
        )
        report.omissions = item.files.flatMap { $0.media.omissions(named: $0.path) }
        report.usage = record?.usage
        report.cost = record?.cost
        report.estimate = asked?.prepared.estimate
        report.estimatedCost = asked?.prepared.estimatedCost
        report.reusedFrom = record?.reusedFrom
        report.bytes = item.bytes
        report.attempts = record?.attempts ?? 0
        report.unheard = record?.unheard
        report.transcriptProblems = record?.transcript?.problems ?? []
        return report
    }
}

extension Record {
    /// What asking about the item gave and took.
    fileprivate mutating func take(_ asked: AnsweredItem.Asked) {
        let answer = asked.answer
        turns = answer.turns.map(\.turn)
        usage = answer.usage
        cost = asked.cost
        attempts = asked.attempts
        unheard = asked.unheard
        timing.upload = asked.prepared.milliseconds
        timing.generate = answer.milliseconds
        uploads = asked.attachments.compactMap(\.upload).map {
            Upload(name: $0.name, uri: $0.uri, reused: $0.isReused)
        }
        let text = answer.text ?? answer.turns.last?.turn.text ?? ""
        output = Output(text: text, data: answer.data, transcript: answer.transcript)
    }

    /// Takes over an answer that was given to the same question about the same bytes: it took nothing now.
    fileprivate mutating func reuse(_ earlier: Record, from path: String) {
        turns = earlier.turns
        output = earlier.output
        reusedFrom = path
        cost = earlier.cost == nil ? nil : 0
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
