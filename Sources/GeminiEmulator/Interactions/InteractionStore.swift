import StructuredJSON
import Synchronization

/// The interactions that were to be kept; the oldest go when they are too many bytes.
final class InteractionStore: Sendable {
    private struct State {
        var interactions: [String: StoredInteraction] = [:]
        var order: [String] = []
        var bytes = 0
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: in bytes of requests.
    init(limit: Int) { self.limit = limit }

    subscript(id: String) -> StoredInteraction? {
        state.withLock { $0.interactions[id] }
    }

    func keep(_ interaction: StoredInteraction) {
        state.withLock { state in
            if state.interactions.updateValue(interaction, forKey: interaction.id) != nil { return }
            state.order.append(interaction.id)
            state.bytes += interaction.size
            var gone = 0
            while state.bytes > limit, gone < state.order.count - 1 {
                if let old = state.interactions.removeValue(forKey: state.order[gone]) { state.bytes -= old.size }
                gone += 1
            }
            state.order.removeFirst(gone)
        }
    }

    func reset() { state.withLock { $0 = State() } }

    /// Changes an interaction, unless it was deleted meanwhile.
    func update(_ id: String, _ change: (inout StoredInteraction) -> Void) {
        state.withLock { state in
            guard var interaction = state.interactions[id] else { return }
            change(&interaction)
            state.interactions[id] = interaction
        }
    }

    func remove(_ id: String) -> Bool {
        state.withLock { state in
            guard let old = state.interactions.removeValue(forKey: id) else { return false }
            state.order.removeAll { $0 == id }
            state.bytes -= old.size
            return true
        }
    }
}
