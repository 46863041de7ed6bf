import Foundation
import Sluice
import Synchronization

/// Shows a run's events on standard error: a live line on a terminal, a line an item elsewhere.
final class RunProgress: Sendable {
    private struct State {
        var figures = ProgressFigures()
        var current = ""
        var drawn: ContinuousClock.Instant?
        var hasLine = false
    }

    private enum Style { case live, plain, silent }

    private let state = Mutex(State())
    private let style: Style
    private let console: Console

    init(_ mode: ProgressMode, on console: Console = .error) {
        self.console = console
        style =
            switch mode {
            case .none: .silent
            case .plain: .plain
            case .auto: console.canRewriteLines ? .live : .plain
            }
    }

    func show(_ event: RunEvent) {
        switch event {
        case .waiting(let holder): say("\(holder.clipped). Waiting until it ends…")
        case .counted(let items): state.withLock { $0.figures.items = items }
        case .started(let name):
            state.withLock { state in
                state.current = name
                state.figures.begin(at: .now)
            }
        case .finished(let report): count(report)
        case .retrying(let name, let retry):
            var error = retry.failure
            // It is being followed.
            error.hint = nil
            say("\(name.printable): \("\(error)".clipped); again in \(retry.delay.inSeconds)")
        case .pausing(let length, let error): say(pause(length, error))
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
            $0.current = "\(name) \(sent * 100 / total) % of \(total.inBytes)"
        }
    }

    private func pause(_ length: Duration, _ error: ItemError) -> String {
        guard let asked = error.retryAfter, asked > length else {
            return "The service asks to wait: nothing is sent for \(length.inSeconds)"
        }
        return
            "The service asks to wait \(asked.inSeconds), which is beyond reason: trying again in \(length.inSeconds)"
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
        state.withLock { $0.figures.count(report) }
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
            return "\(state.figures.line(at: now)) · \(state.current.printable)"
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
