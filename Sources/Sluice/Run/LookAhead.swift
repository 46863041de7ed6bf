import Gemini
import Synchronization

/// Goes through the inputs ahead of the work, and beside it: counts the items for what is left to do, and adds up whether their
/// uploads fit into the room that the service has. Work begins once the first few were seen.
final class LookAhead: Sendable {
    /// So many items are looked at before anything is sent: all of them where there are few.
    private static let headStart = 256
    /// How often the room is looked at again.
    private static let step = 4096

    private let groups: Intake.Groups
    private let options: RunOptions
    private let control: RunControl
    private let early: (start: AsyncStream<Void>, end: AsyncStream<Void>.Continuation)
    private let failure = Mutex<(any Error)?>(nil)

    init(_ groups: Intake.Groups, _ options: RunOptions, _ control: RunControl) {
        self.groups = groups
        self.options = options
        self.control = control
        let (start, end) = AsyncStream.makeStream(of: Void.self)
        early = (start, end)
    }

    /// Waits until the first few items were seen.
    ///
    /// - Throws: ``ItemError`` when their uploads do not fit.
    func begun() async throws {
        for await _ in early.start {}
        if let failure = failure.withLock(\.self) { throw failure }
    }

    /// Looks. What does not fit ends the run.
    ///
    /// - Parameter space: `nil` where nothing is uploaded.
    /// - Returns: How many items there are. `nil` when the run ended before, or takes only what failed.
    func look(_ space: SpaceCheck?, using gemini: GeminiClient) async -> Int? {
        await withTaskExecutorPreference(QueueExecutor.files) {
            defer { early.end.finish() }
            do {
                return try await count(space, using: gemini)
            } catch {
                failure.withLock { $0 = error }
                if let error = error as? ItemError { control.stop(.storage(error)) }
                return nil
            }
        }
    }

    private func count(_ space: SpaceCheck?, using gemini: GeminiClient) async throws -> Int? {
        var space = space
        // Without sizes there is nothing to wait for.
        if space == nil { early.end.finish() }
        var count = 0
        for try await found in groups {
            guard control.reason == nil, !Task.isCancelled else { return nil }
            guard case .group(let group) = found, options.takes(group) else { continue }
            count += 1
            try await space?.add(group)
            if count == Self.headStart || count.isMultiple(of: Self.step) {
                try await space?.check(using: gemini)
                early.end.finish()
            }
            if count >= options.limit ?? .max { break }
        }
        try await space?.check(using: gemini)
        return options.retryFailed ? nil : count
    }
}
