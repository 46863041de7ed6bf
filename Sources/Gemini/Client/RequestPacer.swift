/// Stands before every request of a client, streams included, and hears how each of them went.
///
/// Clients that share one slow down together: what one call was told holds for all of them.
///
/// Every ``admit(_:)`` that returned is followed by one ``ended(_:_:elapsed:)``, whichever way the request ends: also when its task
/// is cancelled, and when a stream fails or is let go of before its end.
public protocol RequestPacer: Sendable {
    /// Returns when the request may be made.
    ///
    /// - Throws: ``GeminiError`` when it may not be made at all, `CancellationError`.
    func admit(_ purpose: RequestPurpose) async throws

    /// A request has ended; a stream with its last event.
    ///
    /// - Parameters:
    ///   - error: `nil` for an answer that could be read. Of kind `cancelled` when the call was cancelled or its stream dropped.
    ///     ``GeminiError/isUnheard`` tells whether the service may bill it although no answer was read.
    ///   - elapsed: Since it was admitted.
    func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration)
}

/// What a request is for.
public enum RequestPurpose: Hashable, Sendable {
    case generation
    /// Bytes of a file, and what goes with them.
    case upload
    /// Looking after files and interactions.
    case other
}

/// Nobody waits for anybody.
struct Unpaced: RequestPacer {
    func admit(_ purpose: RequestPurpose) async throws {}
    func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration) {}
}
