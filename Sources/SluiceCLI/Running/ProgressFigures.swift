import Foundation
import Sluice
import StructuredJSON

/// The figures of a run's live line.
///
/// The time left goes by what this run did itself: items that an earlier run has done take no time and count for nothing.
struct ProgressFigures {
    /// All there are. `nil` until they are counted.
    var items: Int?
    private var completed = 0
    private var failed = 0
    private var skipped = 0
    private var upToDate = 0
    private var bytes: Int64 = 0
    private var tokens = 0
    private var cost = 0.0
    private var isPriced = true
    private var began: ContinuousClock.Instant?

    /// The first item is taken up.
    mutating func begin(at now: ContinuousClock.Instant) { began = began ?? now }

    mutating func count(_ report: ItemReport) {
        switch report.end {
        case .completed: completed += 1
        case .upToDate: upToDate += 1
        case .skipped: skipped += 1
        case .failed: failed += 1
        }
        bytes.add(report.bytes)
        tokens.add(report.usage?.totalTokens ?? 0)
        if let cost = report.cost { self.cost += cost } else if report.usage != nil { isPriced = false }
    }

    /// How long the rest will take. `nil` while nobody can tell.
    func timeLeft(at now: ContinuousClock.Instant) -> Duration? {
        let done = completed + failed
        guard let items, let began, done > 0 else { return nil }
        let rest = items - done - skipped - upToDate
        return rest > 0 ? (now - began) / done * rest : .zero
    }

    func line(at now: ContinuousClock.Instant) -> String {
        let done = completed + failed + skipped + upToDate
        var parts = [items.map { "\(done) of \(max($0, done))" } ?? "\(done) done"]
        if failed > 0 { parts.append("\(failed) failed") }
        if upToDate > 0 { parts.append("\(upToDate) unchanged") }
        if skipped > 0 { parts.append("\(skipped) left out") }
        if bytes > 0 { parts.append(bytes.inBytes) }
        let elapsed = began.map { (now - $0) / .seconds(1) } ?? 0
        if completed + failed > 0 {
            parts.append("\((Double(completed + failed) / max(elapsed, 0.001)).rounded(toPlaces: 1))/s")
        }
        if tokens > 0 { parts.append("\(tokens) tokens") }
        if tokens > 0, isPriced { parts.append(Money.text(cost)) }
        if let left = timeLeft(at: now), left > .zero { parts.append("\(Self.words(left)) left") }
        return parts.joined(separator: " · ")
    }

    /// `40 s`, `12 min`, `3 h 20 min`.
    private static func words(_ duration: Duration) -> String {
        let seconds = Int(saturating: (duration / .seconds(1)).rounded(.up))
        return switch seconds {
        case ..<90: "\(seconds) s"
        case ..<5400: "\((seconds + 30) / 60) min"
        default: "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
