import ArgumentParser
import Sluice

extension GeminiError {
    /// The line and the code that a command ends with.
    var complaint: Complaint {
        let code: ExitCode =
            switch kind {
            case .authentication, .permission: .keyRefused
            case .network: .unreachable
            case .rateLimited, .quotaExhausted: .comeBack
            default: .someFailed
            }
        var said = self
        // The service's hints are for runs over many files, which keep what is done.
        if kind == .server, !isUnheard { said.hint = isTransient ? "ask again" : nil }
        return Complaint(code, "\(said)".printable)
    }
}
