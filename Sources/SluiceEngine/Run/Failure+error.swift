import Foundation
import SluiceLedger
import SluiceMedia
import SluiceStages

extension Failure {
    /// Any error that a stage, or a whole run, may throw: of kind ``Kind/internal`` where nothing is known of it.
    public init(_ error: any Error) {
        switch error {
        case let error as Failure: self = error
        case let error as StageFailure: self.init(error.cause)
        case let error as any FailureConvertible: self = error.failure
        case let error as MediaError:
            self.init(kind: Kind(listed: error.kind.rawValue), message: error.message, hint: error.hint)
            isStop = error.kind == .cancelled
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
}

extension Failure {
    /// Whether it may be the whole run's affair, which ``RunControl/endsRun(_:)`` decides.
    var mayEndRun: Bool {
        [.authentication, .permission, .quotaExhausted, .budgetExceeded, .network].contains(kind)
            || code == "model_not_found" || isStop
    }
}

extension LedgerError {
    fileprivate var itemKind: Failure.Kind {
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
