import ArgumentParser
import Sluice

extension GeminiError {
    /// The line and the code that a command ends with.
    var complaint: Complaint {
        let code: ExitCode =
            switch kind {
            case .authentication: .keyRefused
            case .network: .unreachable
            case .rateLimited, .quotaExhausted: .comeBack
            default: .someFailed
            }
        return Complaint(code, "\(self)".printable)
    }
}
