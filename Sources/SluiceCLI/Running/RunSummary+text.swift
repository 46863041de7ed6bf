import Sluice

extension RunSummary {
    /// What a person reads at the end of a run.
    func lines(elapsed: Duration, output: String) -> [String] {
        var lines = failureLines + skipLines
        lines += disagreements.prefix(10).map { "! \($0.printable)" }
        lines += omissions.prefix(20).map { "! \($0.printable)" }
        lines += transcriptProblems.prefix(20).map {
            "! \($0.name.printable): the times of the transcript cannot be right: \($0.reason.clipped)"
        }
        lines += problems.prefix(20).map { "! \($0.name.printable): \($0.reason.clipped)" }
        if !leftovers.isEmpty {
            lines.append("! \(leftovers.count) uploads could not be deleted; the service deletes them after 48 hours")
        }
        lines.append(headline(elapsed: elapsed))
        if let comparison { lines.append(comparison) }
        if completed + upToDate + failures.count > 0 { lines.append("Results are in \(output.printable)") }
        return lines
    }

    private func headline(elapsed: Duration) -> String {
        var parts = ["\(completed) completed"]
        if upToDate > 0 { parts.append("\(upToDate) unchanged") }
        if !failures.isEmpty { parts.append("\(failures.count) failed") }
        if !problems.isEmpty { parts.append("\(problems.count) not looked into") }
        if !skipped.isEmpty { parts.append("\(skipped.count) skipped") }
        if reused > 0 { parts.append("\(reused) of them by content that was answered before") }
        parts.append(elapsed.inSeconds)
        return parts.joined(separator: " · ")
    }

    /// What was expected, beside what it came to.
    private var comparison: String? {
        guard let tokens = usage?.totalTokens, estimatedTokens > 0 else { return nil }
        let spent = cost.map(Money.text) ?? "at a price that is not known"
        let expected = estimatedCost.map { ", \(Money.text($0))" } ?? ""
        return "\(tokens) tokens, \(spent) (expected: \(estimatedTokens)\(expected))"
    }

    private var failureLines: [String] {
        guard !failures.isEmpty else { return [] }
        let shown = failures.prefix(20).map { failure in
            let hint = failure.error.hint.map { " → \($0.printable)" } ?? ""
            return "  \(failure.name.printable): \(failure.error.message.clipped) [\(failure.error.kind)]\(hint)"
        }
        let more = failures.count > 20 ? ["  … and \(failures.count - 20) more"] : []
        return ["Failed:"] + shown + more
    }

    /// Grouped by reason: a thousand skipped videos are one line.
    private var skipLines: [String] {
        let reasons = Dictionary(grouping: skipped, by: \.reason).sorted { $0.value.count > $1.value.count }
        return reasons.prefix(10).map { reason, notes in
            let example = notes.count == 1 ? notes[0].name : "\(notes.count) files, such as \(notes[0].name)"
            return "Skipped \(example.printable): \(reason.clipped)"
        }
    }
}
