import Synchronization

/// Counts the calls made for one item, also from a retry's observer.
final class AttemptCounter: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    func add() { number.wrappingAdd(1, ordering: .relaxed) }

    func reset() { number.store(0, ordering: .relaxed) }
}
