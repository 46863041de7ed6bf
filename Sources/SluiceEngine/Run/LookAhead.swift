import SluiceSupport

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
    /// `nil` until the first few items were seen.
    private let beginning = AsyncCondition<Result<Void, any Error>?>(nil)

    init(_ groups: Intake.Groups, _ options: RunOptions, _ control: RunControl) {
        self.groups = groups
        self.options = options
        self.control = control
    }

    /// Waits until the first few items were seen.
    ///
    /// - Throws: ``ItemError`` when their uploads do not fit; `CancellationError`.
    func begun() async throws {
        try await beginning.wait(\.self).get()
    }

    /// Looks. What does not fit ends the run.
    ///
    /// - Parameter space: `nil` where nothing is uploaded.
    /// - Returns: How many items there are. `nil` when the run ended before, or takes only what failed.
    func look(_ space: SpaceCheck?, using service: any ModelService) async -> Int? {
        await withTaskExecutorPreference(QueueExecutor.files) {
            defer { begin(.success(())) }
            do {
                return try await count(space, using: service)
            } catch {
                begin(.failure(error))
                if let error = error as? ItemError { control.stop(.storage(error)) }
                return nil
            }
        }
    }

    /// The first result counts.
    private func begin(_ result: Result<Void, any Error>) { beginning.update { $0 = $0 ?? result } }

    private func count(_ space: SpaceCheck?, using service: any ModelService) async throws -> Int? {
        var space = space
        // Without sizes there is nothing to wait for.
        if space == nil { begin(.success(())) }
        var count = 0
        for try await found in groups {
            guard control.reason == nil, !Task.isCancelled else { return nil }
            guard case .group(let group) = found, options.takes(group) else { continue }
            count += 1
            try await space?.add(group)
            if count == Self.headStart || count.isMultiple(of: Self.step) {
                try await space?.check(using: service)
                begin(.success(()))
            }
            if count >= options.limit ?? .max { break }
        }
        try await space?.check(using: service)
        return options.retryFailed ? nil : count
    }
}
