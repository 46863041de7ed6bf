public import Foundation
import SluiceLedger
import StructuredJSON

/// What an output folder's ledgers say of its items: those of all parts, where a run was split.
public struct RunStatus: Sendable {
    public private(set) var completed = 0
    public private(set) var failed = 0
    public private(set) var skipped = 0
    /// What the latest run found and has not come to. `nil` where it did not get to counting.
    public private(set) var pending: Int?
    public private(set) var tokens = Tokens()
    /// US dollars. Of items whose price is known.
    public private(set) var cost = 0.0
    /// Items that were asked about at a price that is not known.
    public private(set) var unpriced = 0
    public private(set) var bytes: Int64 = 0
    public private(set) var attempts = 0
    /// What the completed items were expected to take.
    public private(set) var estimatedTokens = 0
    /// Of the recipe's `finally`: `completed`, or `failed` and why. `nil` when nothing was asked yet.
    public private(set) var finally: Finally?
    /// The latest run of each ledger.
    public private(set) var runs: [Run] = []

    public struct Tokens: Hashable, Sendable {
        public internal(set) var input = 0
        /// Thoughts included.
        public internal(set) var output = 0
        public internal(set) var total = 0
    }

    public struct Finally: Hashable, Sendable {
        public let state: ItemState
        /// How many results the answer is about. `nil` when there is none.
        public let results: Int?
        /// Why it failed.
        public let reason: String?
    }

    public struct Run: Hashable, Sendable {
        public let recipe: String?
        public let started: Date
        /// `nil` while it goes on, and when it was killed.
        public let ended: Date?
        /// The process that it is or was.
        public let holder: String
        /// What goes on with it.
        public let command: String?
        /// Why it ended before its inputs did.
        public let stop: String?
        /// The part of a run that was split.
        public let part: Shard?
        /// Whether it is going on at this moment.
        public let isRunning: Bool
        public let items: Int?
    }

    /// One item, as its ledger has it.
    public struct Item: Sendable {
        /// Its output's path, without `.json`.
        public let name: String
        /// The record, below the output folder. `nil` for what was left out.
        public let output: String?
        /// ``ItemState/completed``, ``ItemState/failed`` or ``ItemState/skipped``.
        public let state: ItemState
        /// Why it failed or was left out.
        public let reason: String?
        public let errorKind: Failure.Kind?
        public let isRetryable: Bool
        public let tokens: Int?
        public let cost: Double?
        public let attempts: Int
        public let bytes: Int64
        public let updated: Date
    }

    /// Reads the ledgers of an output folder.
    ///
    /// - Parameter body: Given every item, in the order of their outputs.
    /// - Throws: ``ItemError`` for a folder without a ledger.
    public init(of output: URL, forEach body: (Item) throws -> Void = { _ in }) async throws {
        let state = try output.asLocal().appending(path: ".sluice")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: state.path(percentEncoded: false))) ?? []
        let ledgers = names.filter { $0.hasPrefix("ledger") && $0.hasSuffix(".sqlite") }.sorted()
        guard !ledgers.isEmpty else {
            throw ItemError(
                kind: .unreadable,
                message: "\(output.path(percentEncoded: false)) holds no run",
                hint: "name the folder that was given to sluice run with -o"
            )
        }
        if let json = FinaleFiles(output).json { note(json) }
        let opened = try ledgers.map { try Ledger(reading: state.appending(path: $0)) }
        var merge = LedgerMerge(opened)
        while let entry = try await merge.next() {
            count(entry)
            try body(Item(entry))
        }
        for (number, ledger) in opened.enumerated() {
            guard let run = try await ledger.latestRun() else { continue }
            note(run, ledgers[number], in: state, done: merge.entries[number])
        }
    }

    private mutating func count(_ entry: LedgerEntry) {
        switch entry.state {
        case .completed: completed += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
        bytes.add(entry.bytes)
        attempts.add(entry.attempts)
        if let cost = entry.cost { self.cost += cost } else if entry.tokens != nil { unpriced += 1 }
        guard let tokens = entry.tokens else { return }
        self.tokens.input.add(tokens.input)
        self.tokens.output.add(tokens.output)
        self.tokens.total.add(tokens.total)
        if entry.state == .completed { estimatedTokens.add(entry.estimate?.tokens ?? 0) }
    }

    /// Takes what was asked finally.
    private mutating func note(_ json: JSONValue) {
        if let usage = json["usage"]?.object.map(TokenUsage.init(fields:)) {
            tokens.input.add(usage.totalInputTokens ?? 0)
            tokens.output.add((usage.totalOutputTokens ?? 0) + (usage.totalThoughtTokens ?? 0))
            tokens.total.add(usage.totalTokens ?? 0)
            if let cost = json["cost_usd"]?.number?.double { self.cost += cost } else { unpriced += 1 }
        }
        guard let state = json["status"].flatMap(ItemState.init(recorded:)) else { return }
        let results = json["results"]?.number?.int
        finally = Finally(state: state, results: results, reason: json["error"]?["message"]?.string)
    }

    private mutating func note(_ run: LedgerRun, _ ledger: String, in state: URL, done: Int) {
        let part = String(ledger.dropLast(".sqlite".count).dropFirst("ledger-".count))
        let lock = part.isEmpty ? "lock" : "lock-\(part)"
        runs.append(
            Run(
                recipe: run.recipe,
                started: run.started,
                ended: run.ended,
                holder: run.holder,
                command: run.command,
                stop: run.stop,
                part: Shard(part.replacing("-of-", with: "/")),
                isRunning: OutputLock.isHeld(state.appending(path: lock)),
                items: run.items
            )
        )
        guard let items = run.items else { return }
        pending = (pending ?? 0) + max(0, items - done)
    }
}

extension RunStatus.Item {
    fileprivate init(_ entry: LedgerEntry) {
        self.init(
            name: entry.output,
            output: entry.state == .skipped ? nil : OutputFolder.recordPath(of: entry.output),
            state: ItemState(rawValue: entry.state.rawValue),
            reason: entry.message,
            errorKind: entry.errorKind.map { Failure.Kind(rawValue: $0) },
            isRetryable: entry.isRetryable,
            tokens: entry.tokens?.total,
            cost: entry.cost,
            attempts: entry.attempts,
            bytes: entry.bytes,
            updated: entry.updated
        )
    }
}
