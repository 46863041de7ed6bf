import Gemini
import SluiceEngine
import SluiceLedger
import SluiceStages
import SluiceSupport
import Synchronization

/// Ends the uses of uploads and deletes those that nobody uses any more, behind the run's back.
struct Janitor: Sendable {
    private enum Chore: Sendable {
        /// Whether it holds a permit to wait.
        case release(HeldUpload, isCounted: Bool)
        case delete(String)

        var name: String {
            switch self {
            case .delete(let name): name
            case .release(let held, _): held.upload.name
            }
        }

        var isCounted: Bool { if case .release(_, true) = self { true } else { false } }
    }

    /// How many files are cared for at once.
    private static let chores = 12
    /// How many uses may wait to be ended. Items that bring more wait, so that a run which is faster than the service deletes does not
    /// pile them up.
    private static let mostWaiting = 512

    private let uploads: SharedUploads
    private let chores: AsyncStream<Chore>
    private let feed: AsyncStream<Chore>.Continuation
    private let waiting: AsyncSemaphore
    /// Whether the rest of the run waits for what is still to be done.
    private let isAwaited = Awaited()

    private final class Awaited: Sendable {
        let flag = Atomic(false)
        var value: Bool { flag.load(ordering: .relaxed) }
    }

    init(_ uploads: SharedUploads, mostWaiting: Int = mostWaiting) {
        self.uploads = uploads
        waiting = AsyncSemaphore(permits: mostWaiting)
        (chores, feed) = AsyncStream.makeStream(of: Chore.self)
    }

    /// Ends uses, behind the caller's back. Waits while too many are waiting to be ended.
    func release(_ held: [HeldUpload]) async {
        for held in held {
            // Whoever is cancelled adds to those that wait: no use may be forgotten.
            let isCounted = (try? await waiting.acquire()) != nil
            feed.yield(.release(held, isCounted: isCounted))
        }
    }

    /// Nothing more will come.
    func finish() {
        isAwaited.flag.store(true, ordering: .relaxed)
        uploads.store.hurry()
        feed.finish()
    }

    /// Deletes what runs that were killed have left behind; then works until ``finish()`` was called and everything is deleted.
    ///
    /// Meanwhile other machines are told that the run lives.
    ///
    /// - Returns: The names of files that could not be deleted. The next run tries again; the service deletes them after 48 hours.
    func run(using gemini: GeminiClient) async throws -> FirstFew<String> {
        try await withThrowingTaskGroup(of: FirstFew<String>?.self) { tasks in
            tasks.addTask {
                await uploads.keepAlive()
                return nil
            }
            tasks.addTask { try await work(using: gemini) }
            defer { tasks.cancelAll() }
            while let leftovers = try await tasks.next() {
                if let leftovers { return leftovers }
            }
            throw CancellationError()
        }
    }

    private func work(using gemini: GeminiClient) async throws -> FirstFew<String> {
        for name in (try? await uploads.begin()) ?? [] { feed.yield(.delete(name)) }
        var leftovers = FirstFew<String>()
        let work = Pipeline("delete") { (chore: Chore) in
            if let name = try await name(of: chore) {
                try await gemini.files.delete(name)
                try await uploads.deleted(name, isUrgent: isAwaited.value)
            }
        }
        try await work.run(over: chores, limit: Self.chores) { outcome in
            if outcome.input.isCounted { waiting.release() }
            if case .failure = outcome.result { leftovers.append(outcome.input.name) }
        }
        for name in (try? await uploads.end(using: gemini)) ?? [] where !leftovers.contains(name) {
            do {
                try await gemini.files.delete(name)
                try await uploads.deleted(name)
            } catch {
                leftovers.append(name)
            }
        }
        return leftovers
    }

    /// What is to be deleted, if anything.
    private func name(of chore: Chore) async throws -> String? {
        switch chore {
        case .delete(let name): name
        case .release(let held, _): try await uploads.release(held, isUrgent: isAwaited.value) ? held.upload.name : nil
        }
    }
}
