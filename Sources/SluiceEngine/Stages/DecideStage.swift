import SluiceLedger
import SluiceStages
import SluiceSupport

/// Decides whether an item has to be asked about: not when its record holds, and not when an item with the same key has the answer.
///
/// Takes a ``ReadItem``, gives a ``Decision``. Of items with equal keys that are under way at the same time the first leads, and the
/// others wait here until it is recorded. Throws `CancellationError` while waiting, and errors of the ledger.
struct DecideStage: Stage {
    let name = "decide"
    let precedents: Precedents
    private let flights = AnswerLead.Flights()

    init(_ precedents: Precedents) { self.precedents = precedents }

    func run(_ item: ReadItem) async throws -> Decision {
        switch item.outcome {
        case .unselected(let reason): return Decision(item: item, verdict: .skip(reason: reason))
        case .refused(let failure): return Decision(item: item, verdict: .fail(failure))
        case .readable(let parts):
            // The file of its record is another item's.
            if item.candidate.sharesRecord, let obstacle = item.candidate.obstacle {
                return Decision(item: item, verdict: .fail(obstacle))
            }
            switch try await flights.join(parts.key) {
            case .lead:
                let lead = AnswerLead(flights, key: parts.key)
                return Decision(item: item, verdict: try await precedents.verdict(on: item), lead: lead)
            case .follow(.failed(let failure)): return Decision(item: item, verdict: .fail(failure))
            case .follow(.answered(let record, let output)):
                let own = try await precedents.verdict(on: item)
                if case .keep = own { return Decision(item: item, verdict: own) }
                return Decision(item: item, verdict: .reuse(record, from: output))
            }
        }
    }
}
