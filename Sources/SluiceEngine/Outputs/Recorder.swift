import Foundation
import SluiceLedger
import SluiceMedia
import Synchronization

/// Writes records and then notes them in the ledger, several at once where several are waiting.
///
/// A disk that syncs takes about as long for one small file as for a few. So whoever comes while a batch is being written
/// waits, and is part of the next; the first of those who wait writes it. No record is noted before it is on the disk.
final class Recorder: Sendable {
    private struct Job {
        /// `nil` when there is no record to write.
        var record: (draft: Draft, digest: String)?
        /// `nil` when there is nothing to note.
        let entry: LedgerEntry?
        var formats: [RecordFile] = []

        /// The entry, with what tells whether the record stays as it is now.
        var markedEntry: LedgerEntry? {
            guard let record, let stamp = FileStamp(of: record.draft.target) else { return entry }
            var entry = entry
            entry?.record = LedgerEntry.RecordMark(stamp: stamp, digest: record.digest)
            return entry
        }
    }

    /// What somebody who waited is told.
    private enum Word { case written, failed(any Error), lead }

    private struct State {
        var isWriting = false
        var waiting: [(job: Job, waiter: CheckedContinuation<Word, Never>)] = []
    }

    private let folder: OutputFolder
    private let ledger: Ledger
    let formats: FormatFiles
    /// Where records are before they are whole.
    private let room: String
    /// How many items are being worked on, and may still bring a record.
    private let underWay: @Sendable () -> Int
    private let state = Mutex(State())

    init(_ folder: OutputFolder, _ ledger: Ledger, formats: FormatFiles, underWay: @escaping @Sendable () -> Int) {
        room = folder.drafts.path(percentEncoded: false)
        self.underWay = underWay
        self.folder = folder
        self.ledger = ledger
        self.formats = formats
    }

    /// Writes a record, and its formats beside it. When the call returns they are on the disk, and noted in the ledger.
    ///
    /// - Throws: ``ItemError`` of kind `unwritable` for what is this item's alone; the ledger has it as failed, and the answer is
    ///   kept: in its record, or, where that could not be put in its place, among the drafts. Other errors are the run's.
    func record(_ record: Record, of item: String, as entry: LedgerEntry) async throws {
        let bytes = record.serialized()
        let digest = SHA256Digester.hex(of: bytes)
        let file = folder.recordPath(of: item)
        // At once, whoever else is being written: an answer that is paid for outlives the process from here on.
        let draft = try await withTaskExecutorPreference(QueueExecutor.files) { [room] in
            try Draft(bytes, for: file, in: room)
        }
        let beside = try formats.files(of: item, record)
        try await perform(Job(record: (draft, digest), entry: entry, formats: beside))
    }

    /// Notes something that needs no record.
    func note(_ entry: LedgerEntry) async throws {
        try await perform(Job(entry: entry))
    }

    /// Notes an item that is done, and writes what is missing of its formats from its record.
    func complete(_ entry: LedgerEntry) async throws {
        let files = try await formats.missing(of: entry.output)
        try await perform(Job(entry: entry, formats: files))
    }

    private func perform(_ job: Job) async throws {
        switch await turn(of: job) {
        case .written: return
        case .failed(let error): throw error
        case .lead: try await lead(job)
        }
    }

    /// Waits until somebody has written the job, or until it falls to the caller.
    private func turn(of job: Job) async -> Word {
        await withCheckedContinuation { waiter in
            let isFirst = state.withLock { state in
                guard state.isWriting else {
                    state.isWriting = true
                    return true
                }
                state.waiting.append((job, waiter))
                return false
            }
            if isFirst { waiter.resume(returning: .lead) }
        }
    }

    /// How long a batch waits for company.
    private static let patience = Duration.milliseconds(3)

    /// Gives others who are under way a moment, so that fewer batches are written: a record is a draft already.
    private func waitForOthers() async {
        let present = state.withLock { $0.waiting.count } + 1
        guard underWay() > present else { return }
        // Who is cancelled writes at once.
        try? await Task.sleep(for: Self.patience)
    }

    /// Writes everything that waits, together with the caller's job.
    private func lead(_ own: Job) async throws {
        if own.record != nil { await waitForOthers() }
        let others = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        defer { passOn() }
        let failures: [Int: ItemError]
        do {
            failures = try await write([own] + others.map(\.job))
        } catch {
            for other in others { other.waiter.resume(returning: .failed(error)) }
            throw error
        }
        for (number, other) in others.enumerated() {
            other.waiter.resume(returning: failures[number + 1].map { Word.failed($0) } ?? .written)
        }
        if let failure = failures[0] { throw failure }
    }

    /// Lets the first of those who came meanwhile write the next batch.
    private func passOn() {
        let next = state.withLock { state -> CheckedContinuation<Word, Never>? in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            return state.waiting.removeFirst().waiter
        }
        next?.resume(returning: .lead)
    }

    /// - Returns: What of a job could not be written, by its place. The ledger knows of it.
    /// - Throws: What concerns all of them.
    private func write(_ jobs: [Job]) async throws -> [Int: ItemError] {
        let (failures, entries) = try await withTaskExecutorPreference(QueueExecutor.files) {
            [drafts = folder.drafts] in
            var batch = AtomicBatch(drafts: drafts)
            for (number, job) in jobs.enumerated() {
                if let draft = job.record?.draft { batch.add(record: draft, of: number) }
                for file in job.formats {
                    guard let bytes = file.bytes else {
                        batch.remove(file.url, of: number)
                        continue
                    }
                    try batch.add(bytes, for: file.url, of: number)
                }
            }
            let failures = batch.commitEach()
            if let error = failures.values.first(where: \.concernsRun) { throw error }
            return (failures, jobs.enumerated().compactMap { $1.markedEntry?.unless(failures[$0]) })
        }
        try await ledger.record(entries)
        return failures
    }
}

extension LedgerEntry {
    /// The entry of an item whose files are not all in their places: it is looked at again by every run until they are.
    fileprivate func unless(_ failure: ItemError?) -> LedgerEntry {
        guard let failure, state != .failed else { return self }
        var entry = LedgerEntry(
            output: output,
            key: key,
            state: .failed,
            errorKind: failure.kind.rawValue,
            updated: updated
        )
        entry.parts = parts
        entry.record = record
        entry.bytes = bytes
        entry.attempts = attempts
        entry.message = failure.message
        entry.tokens = tokens
        entry.usage = usage
        entry.cost = cost
        entry.estimate = estimate
        return entry
    }
}
