public import Foundation

/// The latest state of one output of a run.
public struct LedgerEntry: Hashable, Sendable {
    /// The output's path below the output folder.
    public let output: String
    /// The digest of the inputs' bytes and of the recipe: equal keys have equal answers.
    public let key: String
    public let state: State
    /// The failure's kind, when it failed.
    public let errorKind: String?
    public let updated: Date

    public enum State: String, Codable, Hashable, Sendable {
        case completed, failed
    }

    public init(output: String, key: String, state: State, errorKind: String? = nil, updated: Date = .now) {
        self.output = output
        self.key = key
        self.state = state
        self.errorKind = errorKind
        self.updated = updated
    }
}
