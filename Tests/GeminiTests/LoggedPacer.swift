import Gemini
import Synchronization

/// A pacer that lets everything in and remembers what it was told.
final class LoggedPacer: RequestPacer {
    struct End: Sendable {
        let purpose: RequestPurpose
        let error: GeminiError?
    }

    private let state = Mutex<(admitted: [RequestPurpose], ended: [End])>(([], []))

    var admitted: [RequestPurpose] { state.withLock(\.admitted) }
    var ended: [End] { state.withLock(\.ended) }

    func admit(_ purpose: RequestPurpose) async throws { state.withLock { $0.admitted.append(purpose) } }

    func ended(_ purpose: RequestPurpose, _ error: GeminiError?, elapsed: Duration) {
        state.withLock { $0.ended.append(End(purpose: purpose, error: error)) }
    }
}
