import Synchronization

/// Questions under way, by their keys: equal ones are asked once, and whoever comes later waits for the answer.
final class Flights: Sendable {
    /// What those who waited are told.
    enum Landing: Sendable {
        case answered(StoredRecord, output: String)
        /// Asking again would fail alike.
        case failed(ItemError)
    }

    enum Seat: Sendable {
        /// It is the caller's to ask; then ``land(_:_:)``, whatever happens.
        case lead
        case landed(Landing)
    }

    private typealias Waiter = (ticket: Int, resume: CheckedContinuation<Seat?, Never>)

    private struct State {
        var waiting: [String: [Waiter]] = [:]
        var nextTicket = 0
    }

    private let state = Mutex(State())

    /// Waits until a key's answer is there, or until it is the caller's to ask.
    ///
    /// - Throws: `CancellationError` when cancelled while waiting.
    func board(_ key: String) async throws -> Seat {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        let seat = await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let answer: Seat?? = state.withLock { state in
                    if Task.isCancelled { return .some(nil) }
                    guard state.waiting[key] != nil else {
                        state.waiting[key] = []
                        return .lead
                    }
                    state.waiting[key]?.append((ticket, waiter))
                    return nil
                }
                if let answer { waiter.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state -> Waiter? in
                guard let place = state.waiting[key]?.firstIndex(where: { $0.ticket == ticket }) else { return nil }
                return state.waiting[key]?.remove(at: place)
            }
            waiter?.resume.resume(returning: nil)
        }
        guard let seat else { throw CancellationError() }
        return seat
    }

    /// Ends the caller's flight.
    ///
    /// - Parameter landing: `nil` when there is no answer, and the first of those who wait should ask.
    func land(_ key: String, _ landing: Landing?) {
        let released: [(Waiter, Seat)] = state.withLock { state in
            var waiters = state.waiting.removeValue(forKey: key) ?? []
            guard landing == nil, !waiters.isEmpty else {
                return landing.map { landing in waiters.map { ($0, .landed(landing)) } } ?? []
            }
            let next = waiters.removeFirst()
            state.waiting[key] = waiters
            return [(next, .lead)]
        }
        for (waiter, seat) in released { waiter.resume.resume(returning: seat) }
    }
}
