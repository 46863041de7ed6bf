import Synchronization

/// Single-flight: of the tasks that join with equal keys one leads and does the work, and the others await its result.
package final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// What a task that joined is to do.
    package enum Role: Sendable {
        /// Do the work; then ``complete(_:with:)``, whatever happens.
        case lead
        /// Nothing: somebody else has done it.
        case follow(Value)
    }

    private struct Flight {
        var isLed = true
        var result: Value?
        /// Tickets of the tasks that await it.
        var waiting: Set<Int> = []

        var isOver: Bool { waiting.isEmpty && (!isLed || result != nil) }
    }

    private struct State {
        var flights: [Key: Flight] = [:]
    }

    private let state = AsyncCondition(State())
    private let lastTicket = Atomic(0)

    package init() {}

    /// Waits until the result for a key is there, or until it is the caller's turn to work.
    ///
    /// - Throws: `CancellationError` when cancelled while waiting.
    package func join(_ key: Key) async throws -> Role {
        let ticket = lastTicket.add(1, ordering: .relaxed).newValue
        do {
            return try await state.wait { state in
                guard var flight = state.flights[key] else {
                    state.flights[key] = Flight()
                    return .lead
                }
                var role: Role?
                if let result = flight.result { role = .follow(result) } else if !flight.isLed { role = .lead }
                if role == nil {
                    flight.waiting.insert(ticket)
                } else {
                    flight.waiting.remove(ticket)
                    if case .lead? = role { flight.isLed = true }
                }
                state.flights[key] = flight.isOver ? nil : flight
                return role
            }
        } catch {
            state.update { state in
                state.flights[key]?.waiting.remove(ticket)
                if state.flights[key]?.isOver == true { state.flights[key] = nil }
            }
            throw error
        }
    }

    /// Ends the caller's lead.
    ///
    /// - Parameter result: What those who wait get; `nil` when there is none and the first of them is to lead.
    package func complete(_ key: Key, with result: Value?) {
        state.update { state in
            state.flights[key]?.result = result
            state.flights[key]?.isLed = false
            if state.flights[key]?.isOver == true { state.flights[key] = nil }
        }
    }

    /// The result of the body, which runs once for all that ask for an equal key meanwhile. When it throws, the next of them
    /// runs its own.
    ///
    /// - Throws: What the body throws, or `CancellationError` when cancelled while waiting.
    package func value(for key: Key, _ body: () async throws -> Value) async throws -> Value {
        switch try await join(key) {
        case .follow(let value): return value
        case .lead:
            var result: Value?
            defer { complete(key, with: result) }
            let value = try await body()
            result = value
            return value
        }
    }

    /// Runs the body while no other task runs one for an equal key, first come, first served.
    ///
    /// - Throws: What the body throws, or `CancellationError` when cancelled while waiting.
    package func exclusively<Result>(_ key: Key, _ body: () async throws -> Result) async throws -> Result
    where Value == Never {
        // A flight without a result always hands over the lead.
        _ = try await join(key)
        defer { complete(key, with: nil) }
        return try await body()
    }
}
