public import Foundation
import SluiceSupport

/// Why a call of the service did not give what was asked for.
public struct GeminiError: Error, Hashable, Sendable, Codable {
    public let kind: Kind
    /// One line, in the service's own words where it said something.
    public internal(set) var message: String
    /// What to do about it, when there is something to do.
    public var hint: String?
    /// The service's name for the error: `rate_limit_exceeded`, `PERMISSION_DENIED` (contract §8.1, §8.3).
    public var code: String?
    public var httpStatus: Int?
    /// How long the service asks to stay away.
    public var retryAfter: Duration?
    /// Whether the same call may succeed later without being changed.
    public var isTransient: Bool
    /// Whether the service cannot have heard of the call: it was not reached.
    package internal(set) var isUnsent = false
    /// Whether it is of a generation that the service may have made, and may bill, although no answer was heard that could be
    /// read: the time was over, the connection broke once the request had left, or what came is no answer.
    public internal(set) var isUnheard = false
    /// Whether the service itself said so, in an answer that could be read.
    var isStated = false
    /// How often the call was made.
    public var attempts = 1
    /// What had been answered before it went wrong.
    public var partialText: String?
    /// What was spent all the same.
    public var usage: Usage?
    /// Whether the service says that an upload is over and done with.
    var isFinal = false
    /// How the interaction ended, where there was one.
    public var status: Interaction.Status?

    public init(_ kind: Kind, _ message: String, hint: String? = nil, isTransient: Bool = false) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.isTransient = isTransient
    }

    /// Whether an answer that refers to a file may be refused because the service does not have it (contract §8.3).
    public var mayBeOfMissingFile: Bool {
        kind == .fileExpired || (httpStatus == 403 || httpStatus == 404) && code != "model_not_found"
    }

    func redacted(by key: APIKey) -> GeminiError {
        var copy = self
        copy.message = key.redacted(message)
        if key.isTelling {
            copy.code = code.map(key.redacted)
            copy.partialText = partialText.map(key.redacted)
        }
        return copy
    }

    func attempted(_ times: Int) -> GeminiError {
        var copy = self
        copy.attempts = times
        return copy
    }
}

extension GeminiError {
    /// What kind of failure it was; the raw value is what result records call it. Further kinds may be added.
    public struct Kind: RawRepresentable, Hashable, Sendable, Codable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }

        public static let authentication = Self(rawValue: "authentication")
        public static let permission = Self(rawValue: "permission")
        public static let invalidRequest = Self(rawValue: "invalid_request")
        public static let unsupportedType = Self(rawValue: "unsupported_type")
        public static let tooLarge = Self(rawValue: "too_large")
        /// Too much at once; it passes within minutes.
        public static let rateLimited = Self(rawValue: "rate_limited")
        /// The day's allowance is used up.
        public static let quotaExhausted = Self(rawValue: "quota_exhausted")
        public static let server = Self(rawValue: "server")
        public static let network = Self(rawValue: "network")
        public static let timeout = Self(rawValue: "timeout")
        public static let cancelled = Self(rawValue: "cancelled")
        public static let uploadFailed = Self(rawValue: "upload_failed")
        public static let processingFailed = Self(rawValue: "processing_failed")
        public static let processingTimeout = Self(rawValue: "processing_timeout")
        /// Expired, deleted, or another project's: the service does not tell these apart (contract §8.3).
        public static let fileExpired = Self(rawValue: "file_expired")
        /// A local file that could not be read while it was sent.
        public static let unreadable = Self(rawValue: "unreadable")
        public static let blocked = Self(rawValue: "blocked")
        /// The answer was cut short; ``GeminiError/partialText`` has what there is.
        public static let truncated = Self(rawValue: "truncated")
        /// The service stopped before it answered.
        public static let incomplete = Self(rawValue: "incomplete")
        /// The agent's budget of tokens is used up; ``GeminiError/partialText`` has what there is.
        public static let budgetExceeded = Self(rawValue: "budget_exceeded")
        /// The model waits for the result of a function: see ``Interaction/functionCalls``.
        public static let requiresAction = Self(rawValue: "requires_action")
        /// The service says that it failed and not why.
        public static let failed = Self(rawValue: "failed")
        public static let emptyOutput = Self(rawValue: "empty_output")
        public static let invalidOutput = Self(rawValue: "invalid_output")
    }
}

extension GeminiError: CustomStringConvertible {
    public var description: String {
        let said = [message.sanitized(for: .line), code.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
        return hint.map { "\(said); \($0)" } ?? said
    }
}

extension GeminiError: LocalizedError {
    public var errorDescription: String? { message.sanitized(for: .line) }
    public var recoverySuggestion: String? { hint }
}
