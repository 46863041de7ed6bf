import Foundation
import Gemini
import SluiceLedger
import SluiceMedia
import StructuredJSON

/// What earlier work says about an item whose files have been read.
struct Precedents: Sendable {
    let output: OutputFolder
    let ledger: Ledger
    let options: RunOptions
    var unfinished = Unfinished()
    let began = Date.now

    enum Verdict: Sendable {
        /// The record holds. With what the ledger should know.
        case done(LedgerEntry)
        /// A record of the same key under another name.
        case reuse(StoredRecord, from: String)
        case ask(RunReason)
    }

    /// Whether the item's own record holds, or another item's answer is its answer.
    func verdict(on work: ItemWork, _ candidate: Candidate) async throws -> Verdict {
        guard let parts = work.parts else { return .ask(.new) }
        if candidate.entry == nil, !candidate.mayHaveRecord, !ledger.mayKnow(key: parts.key),
            !unfinished.contains(parts.key)
        {
            return .ask(reason(parts, nil))
        }
        return try await withTaskExecutorPreference(QueueExecutor.files) {
            if !options.force, let entry = holding(work, parts, candidate) { return .done(entry) }
            if let (stored, path) = try await answered(parts.key, besides: candidate.group.outputPath) {
                return .reuse(stored, from: path)
            }
            if !options.force, let entry = recovered(work, parts, candidate) { return .done(entry) }
            return .ask(reason(parts, candidate.entry))
        }
    }

    /// The entry to note when the item's own record holds.
    private func holding(_ work: ItemWork, _ parts: ItemKey.Parts, _ candidate: Candidate) -> LedgerEntry? {
        if var entry = candidate.entry, entry.state == .completed, entry.key == parts.key {
            switch RecordCheck(entry, in: output) {
            case .missing, .edited: return nil
            case .moved(let moved): entry = moved
            case .intact: break
            }
            entry.parts = parts.digests
            entry.sources = candidate.sources
            return entry.record == nil ? marked(entry) : entry
        }
        return adopted(work, parts, candidate)
    }

    /// An entry of an early version, with what is known of its record now.
    private func marked(_ entry: LedgerEntry) -> LedgerEntry {
        let path = output.recordPath(of: entry.output)
        guard let bytes = StoredRecord.bytes(at: path), let stamp = FileStamp(of: path) else { return entry }
        var entry = entry
        entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: SHA256Digester.hex(of: bytes))
        if let json = try? JSONValue(parsing: bytes) {
            entry.attempts = json["attempts"]?.number?.int ?? 0
            entry.take(json["usage"].flatMap(Usage.init(json:)), cost: json["cost_usd"]?.number?.double)
        }
        return entry
    }

    /// A record that was written and not noted: its run was killed between the two, or its ledger is gone.
    private func adopted(_ work: ItemWork, _ parts: ItemKey.Parts, _ candidate: Candidate) -> LedgerEntry? {
        let path = output.recordPath(of: candidate.group.outputPath)
        guard let bytes = StoredRecord.bytes(at: path), let json = try? JSONValue(parsing: bytes),
            let stored = StoredRecord(json), stored.key == parts.key, let stamp = FileStamp(of: path)
        else { return nil }
        var entry = work.entry(.completed, sources: candidate.sources)
        entry.attempts = stored.attempts
        entry.take(stored.usage, cost: stored.cost)
        entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: SHA256Digester.hex(of: bytes))
        return entry
    }

    /// A record that was written and not yet in its place when its run was killed.
    private func recovered(_ work: ItemWork, _ parts: ItemKey.Parts, _ candidate: Candidate) -> LedgerEntry? {
        let file = output.record(of: candidate.group.outputPath)
        guard unfinished.place(parts.key, of: work.record.json["source"] ?? [], at: file) else { return nil }
        return adopted(work, parts, candidate)
    }

    /// The answer of another item with the same key.
    private func answered(_ key: String, besides own: String) async throws -> (StoredRecord, String)? {
        for entry in try await ledger.completed(withKey: key) where entry.output != own {
            if options.force, entry.updated < began { continue }
            switch RecordCheck(entry, in: output) {
            case .missing, .edited: continue
            case .intact, .moved: break
            }
            let path = output.recordPath(of: entry.output)
            if let stored = StoredRecord(at: path), stored.key == key {
                return (stored, OutputFolder.recordPath(of: entry.output))
            }
        }
        return nil
    }

    private func reason(_ parts: ItemKey.Parts, _ entry: LedgerEntry?) -> RunReason {
        if options.force { return .forced }
        guard let entry else { return .new }
        switch entry.state {
        case .skipped: return .new
        case .failed: return .failed(entry.errorKind ?? "unknown")
        case .completed: break
        }
        if entry.key == parts.key {
            if case .missing = RecordCheck(entry, in: output) { return .recordMissing }
            return .recordEdited
        }
        guard let old = entry.parts else { return .recipeChanged([]) }
        if old.files != parts.digests.files { return .filesChanged }
        return old.recipe != parts.digests.recipe ? .recipeChanged([]) : .promptsChanged
    }
}

extension LedgerEntry {
    /// Tokens and price, by the service's counts.
    mutating func take(_ usage: Usage?, cost: Double?) {
        self.cost = cost
        self.usage = usage?.json.text()
        guard let usage else { return }
        let output = (usage.totalOutputTokens ?? 0) + (usage.totalThoughtTokens ?? 0)
        let input = usage.totalInputTokens ?? 0
        tokens = TokenCount(input: input, output: output, total: usage.totalTokens ?? input + output)
    }
}
