import Synchronization

/// How long answers have been so far, for what the next will take.
final class AnswerHistory: Sendable {
    private struct State {
        var count: Int
        var total: Int
    }

    private let state: Mutex<State>

    /// - Parameter average: What earlier runs have seen, in tokens. It weighs as much as ten answers.
    init(average: Int?) { state = Mutex(State(count: average == nil ? 0 : 10, total: (average ?? 0) * 10)) }

    /// Tokens, thoughts included. `nil` before the first answer.
    var average: Int? {
        state.withLock { $0.count == 0 ? nil : $0.total / $0.count }
    }

    func note(_ usage: TokenUsage?) {
        guard let output = usage?.totalOutputTokens, (0...1_000_000).contains(output) else { return }
        let thoughts = min(max(usage?.totalThoughtTokens ?? 0, 0), 1_000_000)
        state.withLock { state in
            state.count += 1
            state.total += output + thoughts
        }
    }
}
