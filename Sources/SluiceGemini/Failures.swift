public import Gemini
public import SluiceEngine
public import SluiceHTTP

extension GeminiError: FailureConvertible {
    public var failure: ItemError {
        var failure = ItemError(kind: .init(listed: kind.rawValue), message: message, hint: hint)
        failure.code = code
        failure.httpStatus = httpStatus
        failure.isRetryable = isTransient
        failure.retryAfter = retryAfter
        failure.isUnheard = isUnheard
        failure.mayConcernAttachments = mayBeOfMissingFile
        return failure
    }
}

extension TransportError: FailureConvertible {
    public var failure: ItemError { GeminiError(self).failure }
}
