import Foundation
import Gemini
import SluiceHTTP
import SluiceLedger
import SluiceMedia
import SluiceStages
import StructuredJSON

/// Why an item failed, as its record says it.
public struct ItemError: Error, Hashable, Sendable {
    /// One of ``Kind/all``, which `sluice schema result` lists.
    public let kind: Kind
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
    /// Whether every other item would fail alike: there is no room, or the run's own state cannot be written.
    var concernsRun = false

    public init(kind: Kind, message: String, hint: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
    }

    /// Any error that a stage, or a whole run, may throw: of kind ``Kind/internal`` where nothing is known of it.
    public init(_ error: any Error) {
        switch error {
        case let error as ItemError: self = error
        case let error as StageFailure: self.init(error.cause)
        case let error as GeminiError:
            self.init(kind: Kind(listed: error.kind.rawValue), message: error.message, hint: error.hint)
            code = error.code
            httpStatus = error.httpStatus
            isRetryable = error.isTransient
        case let error as MediaError:
            self.init(kind: Kind(listed: error.kind.rawValue), message: error.message, hint: error.hint)
            isStop = error.kind == .cancelled
        case let error as TransportError:
            self.init(GeminiError(error))
        case let error as LedgerError:
            self.init(kind: error.itemKind, message: error.message, hint: error.hint)
            isRetryable = error.fault == .busy
            concernsRun = error.isOfDisk
        case is CancellationError:
            self.init(kind: .cancelled, message: "The run was stopped")
            isStop = true
        case let error as DiscoveryError: self.init(kind: .invalidRequest, message: "\(error)")
        case let error as CocoaError:
            self.init(kind: error.isAboutWriting ? .unwritable : .unreadable, message: error.localizedDescription)
            concernsRun = [.fileWriteOutOfSpace, .fileWriteVolumeReadOnly].contains(error.code) || error.isOfDisk
        case let error as POSIXError:
            self.init(kind: .unwritable, message: error.localizedDescription)
            concernsRun = error.code.rawValue.isOfDisk
        default: self.init(kind: .internal, message: "\(error)")
        }
    }

    /// Whether a disk that is full, read-only or failing kept something from being written.
    public var isOfDisk: Bool { kind == .unwritable && concernsRun }

    /// Whether the input itself was at fault and no request was made for it.
    var isRefusal: Bool { [.unsupportedType, .emptyFile, .tooLarge, .unreadable].contains(kind) }

    var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "message": .string(message), "hint": hint?.json ?? .null,
            "code": code?.json ?? .null,
            "http_status": httpStatus?.json ?? .null, "retryable": .bool(isRetryable),
        ]
    }
}

extension ItemError {
    /// Whether it may be the whole run's affair, which ``RunControl/endsRun(_:)`` decides.
    var mayEndRun: Bool {
        [.authentication, .permission, .quotaExhausted, .budgetExceeded, .network].contains(kind)
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

extension LedgerError {
    fileprivate var itemKind: ItemError.Kind {
        switch fault {
        case .unwritable: .unwritable
        case .unreadable: .unreadable
        case .busy: .busy
        }
    }
}

extension CocoaError {
    /// Whether something was to be written: `NSFileWriteUnknownError` and what follows it.
    fileprivate var isAboutWriting: Bool { (512..<1024).contains(code.rawValue) }

    /// Whether the system's own error below it is the disk's.
    fileprivate var isOfDisk: Bool { (underlying as? POSIXError)?.code.rawValue.isOfDisk ?? false }
}
