import SluiceHTTP
import StructuredJSON

/// A stream that tells at once that the work began, and the answer when it is there.
///
/// The work runs while the reader waits for the next event; a reader who leaves ends it.
struct EventStream: AsyncSequence, Sendable {
    let opening: JSONObject
    let style: EventStyle
    let work: @Sendable () async throws -> JSONObject

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let stream: EventStream
        fileprivate var waiting: [InteractionEvent]
        fileprivate var isWorkDone = false
        fileprivate var told = 0

        mutating func next() async throws -> [UInt8]? {
            if waiting.isEmpty, !isWorkDone {
                isWorkDone = true
                waiting = try await answer().reversed()
            }
            guard told < stream.style.endsAfter ?? .max else { return nil }
            told += 1
            return waiting.popLast()?.bytes(stream.style)
        }

        private func answer() async throws -> [InteractionEvent] {
            do {
                if let code = stream.style.error { return error(code, "A fault that was asked for.") }
                return InteractionEvents.rest(try await stream.work(), stream.style)
            } catch let refusal as Refusal {
                let code = if case .named(let code) = refusal.shape { code } else { "invalid_request" }
                return error(code, refusal.message)
            }
        }

        private func error(_ code: String, _ message: String) -> [InteractionEvent] {
            let error: JSONValue = ["code": .string(code), "message": .string(message)]
            return [InteractionEvent("error", ["error": error])] + (stream.style.endsErrorsWithMarker ? [.done] : [])
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        let events = InteractionEvents.opening(opening, style)
        return AsyncIterator(stream: self, waiting: events.reversed())
    }
}
