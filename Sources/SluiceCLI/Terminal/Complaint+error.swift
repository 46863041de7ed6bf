import ArgumentParser
import Foundation
import Sluice

extension Complaint {
    /// An error that ended a command's work, with the exit code of its kind.
    ///
    /// - Parameter code: For what has no code of its own.
    init(_ error: any Error, otherwise code: ExitCode) {
        if let complaint = error as? Complaint {
            self = complaint
            return
        }
        let fault = ItemError(error)
        // An error of a kind that has no name says itself best what it is.
        let line = fault.kind == .internal ? "\(error)" : "\(fault)"
        self.init(ExitCode(fault) ?? code, line.printable)
    }
}

extension ExitCode {
    /// The code of an error that ended a command before its work was done. `nil` for one that has none of its own.
    init?(_ error: ItemError) {
        switch error.kind {
        // A place that cannot be written to for another reason was badly chosen.
        case .unwritable where error.isOfDisk: self = .unwritable
        case .busy, .storageFull, .quotaExhausted, .budgetExceeded, .rateLimited: self = .comeBack
        case .authentication, .permission: self = .keyRefused
        case .network, .timeout, .server: self = .unreachable
        case .cancelled: self = .interrupted
        default: return nil
        }
    }
}

extension ExitCode {
    /// The code for a file of the user's choice that could not be written: that of a full disk, else the command's own.
    static func writing(_ error: any Error, otherwise code: ExitCode) -> ExitCode {
        (error as? CocoaError)?.code == .fileWriteOutOfSpace ? .unwritable : code
    }
}
