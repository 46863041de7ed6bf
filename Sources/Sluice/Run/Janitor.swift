import Gemini
import Stages

/// Deletes uploads that are no longer needed, behind the run's back.
struct Janitor: Sendable {
    private let names: AsyncStream<String>
    private let feed: AsyncStream<String>.Continuation

    init() { (names, feed) = AsyncStream.makeStream(of: String.self) }

    func delete(_ files: [String]) {
        for file in files { feed.yield(file) }
    }

    /// Nothing more will come.
    func finish() { feed.finish() }

    /// Works until ``finish()`` was called and everything is deleted.
    ///
    /// - Returns: The names of files that could not be deleted. The service deletes them after 48 hours.
    func run(using gemini: GeminiClient) async throws -> [String] {
        var leftovers: [String] = []
        let delete = Pipeline("delete") { (name: String) in try await gemini.files.delete(name) }
        try await delete.run(over: names, limit: 4) { outcome in
            if case .failure = outcome.result { leftovers.append(outcome.input) }
        }
        return leftovers
    }
}
