/// Stands before every request of a client, and hears how each of them went.
///
/// Clients that share one slow down together: what one call was told holds for all of them.
public protocol RequestPacer: Sendable {
    /// Returns when the request may be made.
    ///
    /// - Throws: ``GeminiError`` when it may not be made at all, `CancellationError`.
    func admit(_ purpose: RequestPurpose) async throws

    /// A request has ended.
    ///
    /// - Parameter error: `nil` when it was answered.
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
