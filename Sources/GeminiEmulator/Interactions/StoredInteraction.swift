import Foundation
import StructuredJSON

/// An interaction that the emulator remembers.
struct StoredInteraction: Sendable {
    enum Progress: Sendable {
        /// Under way in the background, and about to be done at `due`.
        case pending(Task<Void, Never>, due: ContinuousClock.Instant)
        case done
    }

    let id: String
    /// What a client was told last.
    var answer: JSONObject
    /// The steps of this request.
    let input: [JSONValue]
    /// Every step before it.
    let history: [JSONValue]
    /// Steps of earlier hops of the same answer.
    let carried: [JSONValue]
    var progress: Progress
    /// Bytes of the request.
    let size: Int

    var status: String { answer["status"] ?? "" }

    /// Every step up to its end.
    var conversation: [JSONValue] { history + input + carried + (answer["steps"]?.array ?? []) }
}
