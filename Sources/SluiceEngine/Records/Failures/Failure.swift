public import Foundation
import StructuredJSON

/// Why an item, or a whole run, failed.
public struct Failure: Error, Hashable, Sendable {
    /// One of ``Kind/all``, which `sluice schema result` lists.
    public let kind: Kind
    /// What went wrong, in one line.
    public internal(set) var message: String
    /// What to do about it.
    public var hint: String?
    /// The service's own name for the error.
    public var code: String?
    /// The status of the service's answer.
    public var httpStatus: Int?
    /// Whether the same request may succeed later.
    public var isRetryable = false
    /// How long the service asks to stay away.
    public var retryAfter: Duration?
    /// Whether it is of a generation that the service may have made, and may bill, although no answer arrived.
    public var isUnheard = false
    /// Whether the service may have refused the request because it does not have a file that was uploaded.
    public var mayConcernAttachments = false
    /// Whether nothing went wrong but the run was stopped meanwhile. What the service has cancelled is a failure.
    var isStop = false
    /// Whether every other item would fail alike: there is no room, or the run's own state cannot be written.
    var concernsRun = false

    /// - Parameters:
    ///   - message: One line.
    ///   - hint: What to do about it.
    public init(kind: Kind, message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// Whether a disk that is full, read-only or failing kept something from being written.
    public var isOfDisk: Bool { kind == .unwritable && concernsRun }

    /// Whether the input itself was at fault and no request was made for it.
    var isRefusal: Bool { [.unsupportedType, .emptyFile, .tooLarge, .unreadable].contains(kind) }

    /// The same of a part of the item, or of one of its files: which one it is stands first.
    func of(_ part: String) -> Self {
        var error = self
        error.message = "\(part): \(message)"
        return error
    }
}

/// The earlier name of ``Failure``.
public typealias ItemError = Failure

extension Failure: CustomStringConvertible, LocalizedError {
    /// The message and the hint, in one line.
    public var description: String { hint.map { "\(message); \($0)" } ?? message }
    /// The message.
    public var errorDescription: String? { message }
    /// The hint.
    public var recoverySuggestion: String? { hint }
}

extension Failure: RecordValue {
    static var shape: RecordShape { .object(Members.all) }

    /// As records and events have it.
    var json: JSONValue { recorded }

    var recorded: JSONValue {
        var fields: JSONObject = [:]
        Members.kind.set(kind, in: &fields)
        Members.message.set(message, in: &fields)
        Members.hint.set(hint, in: &fields)
        Members.code.set(code, in: &fields)
        Members.httpStatus.set(httpStatus, in: &fields)
        Members.isRetryable.set(isRetryable, in: &fields)
        return .object(fields)
    }

    init?(recorded json: JSONValue) {
        guard let fields = json.object else { return nil }
        self.init(
            kind: Members.kind.value(in: fields) ?? .failed,
            message: Members.message.value(in: fields) ?? "The record does not say why.",
            hint: Members.hint.value(in: fields)
        )
        code = Members.code.value(in: fields)
        httpStatus = Members.httpStatus.value(in: fields)
        isRetryable = Members.isRetryable.value(in: fields) ?? false
    }

    private enum Members {
        static let kind = RecordMember<Kind>("kind")
        static let message = RecordMember<String>("message", "One line")
        static let hint = RecordMember<String>("hint", "What to do about it", isNullable: true)
        static let code = RecordMember<String>("code", "The service's own name for the error", isNullable: true)
        static let httpStatus = RecordMember<Int>("http_status", isNullable: true)
        static let isRetryable = RecordMember<Bool>("retryable", "Whether the same request may succeed later")
        static let all: [RecordEntry] = [
            kind.entry, message.entry, hint.entry, code.entry, httpStatus.entry, isRetryable.entry,
        ]
    }
}
