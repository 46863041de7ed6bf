import Sluice

extension RunSummary {
    /// What a person reads at the end of a run.
    func lines(elapsed: Duration, output: String) -> [String] {
        var lines = failureLines + skipLines
        lines += shown(disagreements, atMost: 10) { $0.printable }
        lines += shown(omissions) { $0.printable }
        lines += shown(transcriptProblems) {
            "\($0.name.printable): the times of the transcript cannot be right: \($0.reason.clipped)"
        }
        lines += shown(problems) { "\($0.name.printable): \($0.reason.clipped)" }
        if !leftovers.isEmpty {
            lines.append("! \(leftovers.total) uploads could not be deleted; the service deletes them after 48 hours")
        }
        lines.append(headline(elapsed: elapsed))
        if let comparison { lines.append(comparison) }
        if let lost { lines.append(lost) }
        if completed + upToDate + failures.total > 0 { lines.append("Results are in \(output.printable)") }
        return lines
    }

    /// A line for each of the first, and one for how many more there are.
    private func shown<Element>(
        _ list: FirstFew<Element>,
        atMost count: Int = 20,
        _ line: (Element) -> String
    ) -> [String] {
        let lines = list.prefix(count).map { "! \(line($0))" }
        return list.total > count ? lines + ["! … and \(list.total - count) more like this"] : lines
    }

    private func headline(elapsed: Duration) -> String {
        var parts = ["\(completed) completed"]
        if upToDate > 0 { parts.append("\(upToDate) unchanged") }
        if !failures.isEmpty { parts.append("\(failures.total) failed") }
        if !problems.isEmpty { parts.append("\(problems.total) not looked into") }
        if !skipped.isEmpty { parts.append("\(skipped.total) skipped") }
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

    /// What may have been paid for without an answer.
    private var lost: String? {
        guard let unheard else { return nil }
        let answers = unheard.calls == 1 ? "1 answer was" : "\(unheard.calls) answers were"
        let most = unheard.mostCost.map { ", \(Money.text($0))" } ?? ""
        return "! \(answers) not heard and may be billed all the same: what that took is not known; it counts with "
            + "\(unheard.mostTokens) tokens\(most) at most"
    }

    private var failureLines: [String] {
        guard !failures.isEmpty else { return [] }
        let shown = failures.prefix(20).map { failure in
            let hint = failure.error.hint.map { " → \($0.printable)" } ?? ""
            return "  \(failure.name.printable): \(failure.error.message.clipped) [\(failure.error.kind)]\(hint)"
        }
        let more = failures.total > 20 ? ["  … and \(failures.total - 20) more"] : []
        return ["Failed:"] + shown + more
    }

    /// Grouped by reason: a thousand skipped videos are one line.
    private var skipLines: [String] {
        skipReasons.sorted.prefix(10).map { reason, count in
            let example = count.items == 1 ? count.example : "\(count.items) files, such as \(count.example)"
            return "Skipped \(example.printable): \(reason.clipped)"
        }
    }
}
