import HTTP
import StructuredJSON

/// A stream that tells at once that the work began, and the answer when it is there.
///
/// The work runs while the reader waits for the next event; a reader who leaves ends it.
struct EventStream: AsyncSequence, Sendable {
    let opening: JSONObject
    let hasIDs: Bool
    let work: @Sendable () async throws -> JSONObject

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let stream: EventStream
        fileprivate var waiting: [InteractionEvent]
        fileprivate var isWorkDone = false

        mutating func next() async throws -> [UInt8]? {
            if waiting.isEmpty, !isWorkDone {
                isWorkDone = true
                waiting = try await answer().reversed()
            }
            return waiting.popLast()?.bytes
        }

        private func answer() async throws -> [InteractionEvent] {
            do {
                return InteractionEvents.rest(try await stream.work(), hasIDs: stream.hasIDs)
            } catch let refusal as Refusal {
                let code = if case .named(let code) = refusal.shape { code } else { "invalid_request" }
                let error: JSONValue = ["code": .string(code), "message": .string(refusal.message)]
                return [InteractionEvent("error", ["error": error]), .done]
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        let events = InteractionEvents.opening(opening, hasIDs: hasIDs)
        return AsyncIterator(stream: self, waiting: events.reversed())
    }
}
