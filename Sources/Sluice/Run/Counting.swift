/// Counts the items of a run ahead of it, for what is left to do. Looks into folders, and at no file.
struct Counting: Sendable {
    private let groups: Intake.Groups
    private let options: RunOptions
    private let control: RunControl

    init(_ groups: Intake.Groups, _ options: RunOptions, _ control: RunControl) {
        self.groups = groups
        self.options = options
        self.control = control
    }

    /// `nil` when the run ended before, or takes only what failed.
    func count() async throws -> Int? {
        guard !options.retryFailed else { return nil }
        var count = 0
        for try await found in groups {
            guard control.reason == nil, !Task.isCancelled else { return nil }
            if case .group(let group) = found, options.takes(group) { count += 1 }
            if count >= options.limit ?? .max { break }
        }
        return count
    }
}
