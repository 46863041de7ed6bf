import ArgumentParser
import Foundation
import Sluice

extension RunSummary {
    /// The code that the run ends with, and the line that explains it where it is not the summary's to tell.
    func verdict(resume: String, retriesFailed: Bool = false) -> (code: ExitCode, line: String?) {
        switch stop {
        case .authentication(let error): return (.keyRefused, "The service refuses the key: \(error)".clipped)
        case .refused(let error):
            let code: ExitCode = error.kind == .permission ? .keyRefused : .wrongRecipe
            return (code, "The service refuses what is asked: \(error)".clipped)
        case .unreachable(let error): return (.unreachable, "The service cannot be reached: \(error)".clipped)
        case .quota(let error): return (.comeBack, Self.quotaLines(error, resume))
        case .budget(let error): return (.comeBack, "Stopped: \(error)".clipped)
        case .unwritable(let error):
            return (.unwritable, "Stopped, because results cannot be written: \(error)".printable)
        case .error(let error): return (ExitCode(error) ?? .someFailed, "Stopped: \(error)".clipped)
        case .storage(let error): return (.comeBack, "Stopped: \(error)".clipped)
        case .requested:
            return (.interrupted, "Interrupted. What is finished is recorded. Go on with:\n  \(resume)")
        case .failure: return (.someFailed, "Stopped at the first failure, as --fail-fast asks.")
        case nil: break
        }
        if total == 0, problems.isEmpty, retriesFailed { return (.success, "Nothing failed the last time.") }
        if total == 0, problems.isEmpty { return (.allRefused, "There is no file to work on.") }
        if isAllRefused, !retriesFailed { return (.allRefused, "Not one of the inputs can be used by this recipe.") }
        return (failures.isEmpty && problems.isEmpty ? .success : .someFailed, nil)
    }

    /// Why, and when to go on.
    private static func quotaLines(_ error: ItemError, _ resume: String) -> String {
        let midnight = PacificDay().end
        let time = midnight.formatted(date: .abbreviated, time: .shortened)
        return "Stopped: \(error.message.clipped)\nThe day's quota returns on \(time). Go on then with:\n  \(resume)"
    }
}
