import SluiceLedger
import SluiceSupport
import Synchronization

/// What is to be done about an item that was read.
///
/// Made by ``DecideStage`` of a ``ReadItem``.
struct Decision: Sendable {
    enum Verdict: Sendable {
        /// The recipe does not select it.
        case skip(reason: String)
        /// It has failed before anything was asked.
        case fail(Failure)
        /// Its record holds. With the entry that the ledger should have.
        case keep(LedgerEntry)
        /// The record of an item with the same key has its answer.
        case reuse(Record, from: String)
        /// The model has to be asked.
        case ask(RunReason)
    }

    let item: ReadItem
    let verdict: Verdict
    /// Of the first of several items with one key: the others wait until it is recorded.
    var lead: AnswerLead?
}

/// The lead among items with equal keys. Completing it gives the others its answer; releasing it without one makes the next item lead.
final class AnswerLead: Sendable {
    typealias Flights = SingleFlight<String, SharedAnswer>

    private let flights: Flights
    private let key: String
    private let isOver = Mutex(false)

    init(_ flights: Flights, key: String) {
        self.flights = flights
        self.key = key
    }

    /// Tells the items that wait.
    ///
    /// - Parameter answer: `nil` when there is none and the first of them is to lead.
    func complete(with answer: SharedAnswer?) {
        let wasOver = isOver.withLock { isOver in
            defer { isOver = true }
            return isOver
        }
        if !wasOver { flights.complete(key, with: answer) }
    }

    deinit { complete(with: nil) }
}
