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
    /// What the key was made of. `nil` in entries of early versions.
    public var parts: KeyParts?
    /// What the file system said of the sources when they were read: as long as that stays, so does the key. `nil` when it
    /// could not be relied upon.
    public var sources: String?
    /// The record as it was written. `nil` where there is none, and in entries of early versions.
    public var record: RecordMark?
    /// Bytes of the sources.
    public var bytes: Int64 = 0
    /// Model calls made, failed ones included.
    public var attempts = 0
    /// Why it failed or was left out, in one line.
    public var message: String?
    public var isRetryable = false
    public var tokens: TokenCount?
    /// The service's own counts, as JSON.
    public var usage: String?
    /// US dollars. `nil` when the price is not known.
    public var cost: Double?
    /// What was expected before it was asked, in tokens and in US dollars.
    public var estimate: Estimate?

    public enum State: String, Codable, Hashable, Sendable {
        case completed, failed
        /// Not what the recipe is for.
        case skipped
    }

    /// Digests of the three things that make a key.
    public struct KeyParts: Hashable, Sendable {
        /// Of the files' bytes and types.
        public let files: String
        public let recipe: String
        /// Of the prompts as they were sent for this item.
        public let prompts: String

        public init(files: String, recipe: String, prompts: String) {
            self.files = files
            self.recipe = recipe
            self.prompts = prompts
        }
    }

    /// What tells whether a record is as it was written.
    public struct RecordMark: Hashable, Sendable {
        public let stamp: FileStamp
        /// SHA-256 of its bytes.
        public let digest: String

        public init(stamp: FileStamp, digest: String) {
            self.stamp = stamp
            self.digest = digest
        }
    }

    /// Tokens of one item, thoughts among the output.
    public struct TokenCount: Hashable, Sendable {
        public var input: Int
        public var output: Int
        public var total: Int

        public init(input: Int, output: Int, total: Int) {
            self.input = input
            self.output = output
            self.total = total
        }
    }

    public struct Estimate: Hashable, Sendable {
        public var tokens: Int
        public var cost: Double?

        public init(tokens: Int, cost: Double?) {
            self.tokens = tokens
            self.cost = cost
        }
    }

    public init(output: String, key: String, state: State, errorKind: String? = nil, updated: Date = .now) {
        self.output = output
        self.key = key
        self.state = state
        self.errorKind = errorKind
        self.updated = updated
    }
}
