import Gemini
import SluiceEngine

/// A file that was uploaded is gone before it could be used.
struct FileLost: Error {
    let cause: GeminiError

    /// What is said when sending it again did not help.
    var error: GeminiError {
        var error = GeminiError(
            .fileExpired,
            "The service lost the file while it was processing it: \(cause.message)",
            hint: "run again",
            isTransient: true
        )
        error.code = cause.code
        error.httpStatus = cause.httpStatus
        return error
    }
}
