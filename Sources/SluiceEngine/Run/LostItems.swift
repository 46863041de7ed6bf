import Synchronization

/// Items whose answers were lost on the line twice in a row, kept for another try once the rest of the run is done.
///
/// Where few of many answers are lost, the line is to blame and another try is worth what it may cost. Where many are, the service
/// or something before it is, and each further try may be paid for in vain: such items fail at once, and the next run tries them.
struct LostItems: ~Copyable {
    /// At least so many items are completed for each one that is tried again.
    private static let rarity = 10
    /// No more than so many are kept.
    private static let limit = 100

    private(set) var items: [(candidate: Candidate, report: ItemReport)] = []

    /// Keeps an item for later, if its answer was lost and may come the next time.
    mutating func keep(_ candidate: Candidate, _ report: ItemReport) -> Bool {
        guard case .failed(let error) = report.end, error.isRetryable, report.unheard != nil,
            items.count < Self.limit
        else { return false }
        items.append((candidate, report))
        return true
    }

    /// Whether losses were rare among so many that were completed.
    func areRare(among completed: Int) -> Bool { !items.isEmpty && items.count * Self.rarity <= completed }

    /// Takes all of them.
    mutating func takeAll() -> [(candidate: Candidate, report: ItemReport)] {
        defer { items = [] }
        return items
    }
}

extension ItemReport {
    /// With what an earlier try of the same item in this run took.
    func adding(_ earlier: ItemReport) -> ItemReport {
        var sum = self
        sum.attempts += earlier.attempts
        sum.elapsed += earlier.elapsed
        if let lost = earlier.unheard { sum.unheard = unheard.map { $0 + lost } ?? lost }
        if let used = earlier.usage {
            sum.usage = usage.map { $0 + used } ?? used
            sum.cost = earlier.cost.flatMap { more in (usage == nil ? 0 : cost).map { Money.rounded($0 + more) } }
        }
        return sum
    }
}
