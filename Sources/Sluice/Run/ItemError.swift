import Gemini
import HTTP
import Ledger
import Media
import Stages
import StructuredJSON

/// Why an item failed, as its record says it.
public struct ItemError: Error, Hashable, Sendable {
    /// One of the names that `sluice schema result` lists.
    public let kind: String
    /// One line.
    public private(set) var message: String
    /// What to do about it.
    public var hint: String?
    /// The service's own name for the error.
    public var code: String?
    public var httpStatus: Int?
    /// Whether the same request may succeed later.
    public var isRetryable = false
    /// Whether nothing went wrong but the run was stopped meanwhile. What the service has cancelled is a failure.
    private(set) var isStop = false

    public init(kind: String, message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// Any error that a stage may throw.
    init(_ error: any Error) {
        switch error {
        case let error as ItemError: self = error
        case let error as StageFailure: self.init(error.cause)
        case let error as GeminiError:
            self.init(kind: error.kind.rawValue, message: error.message, hint: error.hint)
            code = error.code
            httpStatus = error.httpStatus
            isRetryable = error.isTransient
        case let error as MediaError:
            self.init(kind: error.kind.rawValue, message: error.message, hint: error.hint)
            isStop = error.kind == .cancelled
        case let error as TransportError:
            self.init(GeminiError(error))
        case let error as LedgerError:
            self.init(
                kind: "unwritable",
                message: "\(error)",
                hint: "make room, or choose another output folder with -o"
            )
        case is CancellationError:
            self.init(kind: "cancelled", message: "The run was stopped")
            isStop = true
        default: self.init(kind: "internal", message: "\(error)")
        }
    }

    /// Whether the input itself was at fault and no request was made for it.
    var isRefusal: Bool { ["unsupported_type", "empty_file", "too_large", "unreadable"].contains(kind) }

    var json: JSONValue {
        [
            "kind": .string(kind), "message": .string(message), "hint": hint?.json ?? .null,
            "code": code?.json ?? .null,
            "http_status": httpStatus?.json ?? .null, "retryable": .bool(isRetryable),
        ]
    }
}

extension ItemError {
    /// Whether it may be the whole run's affair, which ``RunControl/endsRun(_:)`` decides.
    var mayEndRun: Bool {
        ["authentication", "permission", "quota_exhausted", "budget_exceeded", "network"].contains(kind)
            || code == "model_not_found" || isStop
    }

    /// The same of a part of the item, or of one of its files: which one it is stands first.
    func of(_ part: String) -> ItemError {
        var error = self
        error.message = "\(part): \(message)"
        return error
    }
}

extension ItemError: CustomStringConvertible {
    public var description: String { hint.map { "\(message); \($0)" } ?? message }
}
