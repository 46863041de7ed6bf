import Foundation
import Sluice
import Synchronization

/// Shows a run's events on standard error: a live line on a terminal, a line an item elsewhere.
final class RunProgress: Sendable {
    private struct State {
        var done = 0
        var failed = 0
        var skipped = 0
        var upToDate = 0
        var current = ""
        var drawn: ContinuousClock.Instant?
        var hasLine = false
    }

    private enum Style { case live, plain, silent }

    private let state = Mutex(State())
    private let style: Style
    private let console: Console
    private let started = ContinuousClock.now

    init(_ mode: ProgressMode, on console: Console = .error) {
        self.console = console
        style =
            switch mode {
            case .none: .silent
            case .plain: .plain
            case .auto: console.isTerminal ? .live : .plain
            }
    }

    func show(_ event: RunEvent) {
        switch event {
        case .waiting(let holder): say("\(holder.clipped). Waiting until it ends…")
        case .started(let name): state.withLock { $0.current = name }
        case .finished(let report): count(report)
        case .retrying(let name, let retry):
            say("\(name.printable): \("\(retry.error)".clipped); again in \(retry.delay.inSeconds)")
        // The summary lists them.
        case .problem: break
        case .warning(let text): say(text.clipped)
        case .uploading(let name, let sent, let total): note(name, sent, of: total)
        }
        if style == .live { draw() }
    }

    private func note(_ name: String, _ sent: Int64, of total: Int64) {
        guard sent < total else { return }
        state.withLock {
            $0.current = "\(name) \(sent * 100 / total) % of \(total.formatted(.byteCount(style: .file)))"
        }
    }

    /// Removes the live line.
    func end() {
        state.withLock { state in
            guard state.hasLine else { return }
            console.write("\r\u{1B}[K")
            state.hasLine = false
        }
    }

    private func count(_ report: ItemReport) {
        state.withLock { state in
            switch report.end {
            case .completed: state.done += 1
            case .upToDate: state.upToDate += 1
            case .skipped: state.skipped += 1
            case .failed: state.failed += 1
            }
        }
        switch report.end {
        case .completed: if style == .plain { say("✓ \(report.name.printable)") }
        case .failed(let error): say("✗ \(report.name.printable): \(error.message.clipped)")
        case .upToDate, .skipped: break
        }
    }

    /// A line of its own, above the live one.
    private func say(_ line: String) {
        guard style != .silent else { return }
        end()
        console.line(line)
    }

    /// Redraws at most ten times a second.
    private func draw() {
        let now = ContinuousClock.now
        let line: String? = state.withLock { state in
            if let drawn = state.drawn, now - drawn < .milliseconds(100) { return nil }
            state.drawn = now
            state.hasLine = true
            var parts = ["\(state.done) done"]
            if state.failed > 0 { parts.append("\(state.failed) failed") }
            if state.upToDate > 0 { parts.append("\(state.upToDate) unchanged") }
            if state.skipped > 0 { parts.append("\(state.skipped) skipped") }
            let rate = Double(state.done) / max((now - started) / .seconds(1), 0.001)
            if state.done > 0 { parts.append("\(rate.rounded(toPlaces: 1))/s") }
            return "\(parts.joined(separator: " · ")) · \(state.current.printable)"
        }
        guard let line else { return }
        console.write("\r\u{1B}[K" + line.fitting(columns: console.width - 1))
    }
}

extension Double {
    func rounded(toPlaces places: Int) -> Double {
        let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return (self * factor).rounded() / factor
    }
}

extension Duration {
    /// `1.4 s`
    var inSeconds: String { "\((self / .seconds(1)).rounded(toPlaces: 1)) s" }
}
