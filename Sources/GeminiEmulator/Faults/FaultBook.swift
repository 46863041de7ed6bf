import Synchronization

/// The plan in force, and how often each of its rules was met.
final class FaultBook: Sendable {
    private struct State {
        var plan: FaultPlan
        var counts: [Int]
        var dice: Dice

        init(_ plan: FaultPlan) {
            self.plan = plan
            counts = Array(repeating: 0, count: plan.faults.count)
            dice = Dice(state: plan.seed)
        }
    }

    private let state: Mutex<State>

    init(_ plan: FaultPlan) { state = Mutex(State(plan)) }

    var isEmpty: Bool { state.withLock { $0.plan.faults.isEmpty } }

    var plan: FaultPlan { state.withLock { $0.plan } }

    /// Puts another plan in force. It counts from nothing.
    func replace(_ plan: FaultPlan) { state.withLock { $0 = State(plan) } }

    func rewind() { state.withLock { $0 = State($0.plan) } }

    /// The fault that acts on a request. Every rule that matches counts it.
    ///
    /// - Parameter digests: `true`: only rules about digests, which are known late; `false`: only the others; `nil`: all.
    func fault(for facts: FaultFacts, digests: Bool? = nil) -> Fault? {
        state.withLock { state in
            guard !state.plan.faults.isEmpty else { return nil }
            var chosen: Fault?
            for (index, fault) in state.plan.faults.enumerated() {
                guard digests == nil || fault.on.needsDigest == digests, fault.on.matches(facts) else { continue }
                state.counts[index] += 1
                guard fault.on.takes(state.counts[index]) else { continue }
                if let probability = fault.on.probability, state.dice.roll() >= probability { continue }
                chosen = chosen ?? fault
            }
            return chosen
        }
    }
}

/// Numbers that a seed decides (SplitMix64).
struct Dice: Sendable {
    var state: UInt64

    /// From 0 up to 1.
    mutating func roll() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return Double(mixed >> 11) / Double(1 << 53)
    }
}
