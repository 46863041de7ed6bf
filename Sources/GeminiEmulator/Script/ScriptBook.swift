import Synchronization

/// A script, and how often each of its rules answered.
final class ScriptBook: Sendable {
    private let rules: [ScriptRule]
    private let counts: Mutex<[Int]>

    init(_ script: Script) {
        rules = script.rules
        counts = Mutex(Array(repeating: 0, count: script.rules.count))
    }

    func rewind() {
        counts.withLock { $0 = Array(repeating: 0, count: rules.count) }
    }

    /// The rule that answers a prompt. `nil`: none does.
    func rule(for prompt: Prompt, model: String) -> ScriptRule? {
        for (index, rule) in rules.enumerated() where rule.matches(prompt, model: model) {
            let isLeft = counts.withLock { counts in
                guard counts[index] < rule.times ?? .max else { return false }
                counts[index] += 1
                return true
            }
            if isLeft { return rule }
        }
        return nil
    }
}
