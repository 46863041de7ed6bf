import Synchronization

/// Records that cannot be read, as they are met.
final class Damage: Sendable {
    private let state = Mutex<[RunSummary.Note]>([])

    var notes: [RunSummary.Note] { state.withLock(\.self) }

    func note(_ path: String, _ reason: String) {
        state.withLock { $0.append(RunSummary.Note(name: path, reason: reason)) }
    }
}
