import Foundation
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

    /// Whether the item's own record holds, or another item's answer is its answer.
    func verdict(on item: ReadItem) async throws -> Decision.Verdict {
        guard let parts = item.parts else { return .ask(.new) }
        let candidate = item.candidate
        if candidate.entry == nil, !candidate.mayHaveRecord, !ledger.mayKnow(key: parts.key),
            !unfinished.contains(parts.key)
        {
            return .ask(reason(parts, nil))
        }
        return try await withTaskExecutorPreference(QueueExecutor.files) {
            if !options.force, let entry = holding(item, parts) { return .keep(entry) }
            if let (stored, path) = try await answered(parts.key, besides: candidate.group.outputPath) {
                return .reuse(stored, from: path)
            }
            if !options.force, let entry = recovered(item, parts) { return .keep(entry) }
            return .ask(reason(parts, candidate.entry))
        }
    }

    /// The entry to note when the item's own record holds.
    private func holding(_ item: ReadItem, _ parts: ItemKey.Parts) -> LedgerEntry? {
        if var entry = item.candidate.entry, entry.state == .completed, entry.key == parts.key {
            switch RecordCheck(entry, in: output) {
            case .missing, .edited: return nil
            case .moved(let moved): entry = moved
            case .intact: break
            }
            entry.parts = parts.digests
            entry.sources = item.candidate.sources
            return entry.record == nil ? marked(entry) : entry
        }
        return adopted(item, parts)
    }

    /// An entry of an early version, with what is known of its record now.
    private func marked(_ entry: LedgerEntry) -> LedgerEntry {
        let path = output.recordPath(of: entry.output)
        guard let bytes = RegularFile.bytes(at: path), let stamp = FileStamp(of: path) else { return entry }
        var entry = entry
        entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: SHA256Digester.hex(of: bytes))
        if let record = try? Record(parsing: bytes) {
            entry.attempts = record.attempts
            entry.take(record.usage, cost: record.cost)
        }
        return entry
    }

    /// A record that was written and not noted: its run was killed between the two, or its ledger is gone.
    private func adopted(_ item: ReadItem, _ parts: ItemKey.Parts) -> LedgerEntry? {
        let path = output.recordPath(of: item.group.outputPath)
        guard let bytes = RegularFile.bytes(at: path), let stored = try? Record(parsing: bytes),
            stored.answers(parts.key), let stamp = FileStamp(of: path)
        else { return nil }
        var entry = item.entry(.completed)
        entry.attempts = stored.attempts
        entry.take(stored.usage, cost: stored.cost)
        entry.record = LedgerEntry.RecordMark(stamp: stamp, digest: SHA256Digester.hex(of: bytes))
        return entry
    }

    /// A record that was written and not yet in its place when its run was killed.
    private func recovered(_ item: ReadItem, _ parts: ItemKey.Parts) -> LedgerEntry? {
        let file = output.record(of: item.group.outputPath)
        guard unfinished.place(parts.key, of: item.source, at: file) else { return nil }
        return adopted(item, parts)
    }

    /// The answer of another item with the same key.
    private func answered(_ key: String, besides own: String) async throws -> (Record, String)? {
        for entry in try await ledger.completed(withKey: key) where entry.output != own {
            if options.force, entry.updated < began { continue }
            switch RecordCheck(entry, in: output) {
            case .missing, .edited: continue
            case .intact, .moved: break
            }
            if let stored = try? Record(contentsOf: output.record(of: entry.output)), stored.answers(key) {
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
    mutating func take(_ usage: TokenUsage?, cost: Double?) {
        self.cost = cost
        self.usage = usage?.json.text()
        guard let usage else { return }
        let output = (usage.totalOutputTokens ?? 0) + (usage.totalThoughtTokens ?? 0)
        let input = usage.totalInputTokens ?? 0
        tokens = TokenCount(input: input, output: output, total: usage.totalTokens ?? input + output)
    }
}

extension Record {
    /// Whether it is the whole record of a completed item with this key, whose answer another item may take over.
    func answers(_ key: String) -> Bool { isReusable && self.key == key }

    /// Whether another item with the same key may take over its answer.
    var isReusable: Bool { status == .completed && key != nil && !turns.isEmpty }
}
