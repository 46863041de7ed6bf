import Gemini
import Ledger
import Stages
import Synchronization

/// Ends the uses of uploads and deletes those that nobody uses any more, behind the run's back.
struct Janitor: Sendable {
    private enum Chore: Sendable {
        case release(HeldUpload)
        case delete(String)

        var name: String {
            switch self {
            case .delete(let name): name
            case .release(let held): held.upload.name
            }
        }
    }

    /// How many files are cared for at once.
    private static let chores = 12

    private let uploads: SharedUploads
    private let chores: AsyncStream<Chore>
    private let feed: AsyncStream<Chore>.Continuation
    /// Whether the rest of the run waits for what is still to be done.
    private let isAwaited = Awaited()

    private final class Awaited: Sendable {
        let flag = Atomic(false)
        var value: Bool { flag.load(ordering: .relaxed) }
    }

    init(_ uploads: SharedUploads) {
        self.uploads = uploads
        (chores, feed) = AsyncStream.makeStream(of: Chore.self)
    }

    func release(_ held: [HeldUpload]) {
        for held in held { feed.yield(.release(held)) }
    }

    /// Nothing more will come.
    func finish() {
        isAwaited.flag.store(true, ordering: .relaxed)
        uploads.store.hurry()
        feed.finish()
    }

    /// Deletes what runs that were killed have left behind; then works until ``finish()`` was called and everything is deleted.
    ///
    /// - Returns: The names of files that could not be deleted. The next run tries again; the service deletes them after 48 hours.
    func run(using gemini: GeminiClient) async throws -> [String] {
        for name in (try? await uploads.begin()) ?? [] { feed.yield(.delete(name)) }
        var leftovers: [String] = []
        let work = Pipeline("delete") { (chore: Chore) in
            if let name = try await name(of: chore) {
                try await gemini.files.delete(name)
                try await uploads.deleted(name, isUrgent: isAwaited.value)
            }
        }
        try await work.run(over: chores, limit: Self.chores) { outcome in
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
        case .release(let held): try await uploads.release(held, isUrgent: isAwaited.value) ? held.upload.name : nil
        }
    }
}
