import Foundation
import Sluice
import StructuredJSON
import Synchronization

/// Shows how far an upload is, with its rate and the time that is left.
final class UploadProgress: Sendable {
    private struct State {
        var name = ""
        var first: (sent: Int64, at: ContinuousClock.Instant)?
        var drawn: ContinuousClock.Instant?
    }

    private let state = Mutex(State())
    private let mode: ProgressMode
    private let console: Console

    init(_ mode: ProgressMode, on console: Console = .error) {
        self.console = console
        self.mode = mode == .auto && !console.canRewriteLines ? .plain : mode
    }

    func begin(_ name: String) {
        state.withLock { $0 = State(name: name, drawn: .now) }
        write("\(name.printable) · reading it")
    }

    func finish(_ uploaded: UploadedFile) {
        end()
        guard mode == .plain else { return }
        let name = uploaded.media.url.lastPathComponent.printable
        console.line(
            uploaded.isReused ? "✓ \(name): it was there already" : "✓ \(name): \(uploaded.media.bytes.inBytes)"
        )
    }

    /// Removes the live line.
    func end() {
        guard mode == .auto, state.withLock({ $0.drawn != nil }) else { return }
        console.write("\r\u{1B}[K")
        state.withLock { $0.drawn = nil }
    }

    func show(_ bytes: SentBytes) {
        guard mode == .auto else { return }
        let now = ContinuousClock.now
        let line: String? = state.withLock { state in
            if let drawn = state.drawn, now - drawn < .milliseconds(100), bytes.sent < bytes.total { return nil }
            state.drawn = now
            let first = state.first ?? (bytes.sent, now)
            state.first = first
            return Self.line(state.name, bytes.sent, of: bytes.total, bytes.sent - first.sent, in: now - first.at)
        }
        if let line { write(line) }
    }

    private func write(_ line: String) {
        guard mode == .auto else { return }
        console.write("\r\u{1B}[K" + line.fitting(columns: console.width - 1))
    }

    /// - Parameters:
    ///   - moved: Bytes that were sent in this process: what arrived before tells nothing of the rate.
    static func line(_ name: String, _ sent: Int64, of total: Int64, _ moved: Int64, in time: Duration) -> String {
        let share = total > 0 ? Int64(Double(sent) / Double(total) * 100) : 0
        let progress = "\(name.printable) · \(share) % · \(sent.inBytes) of \(total.inBytes)"
        let seconds = time / .seconds(1)
        guard moved > 0, seconds > 0.2 else { return progress }
        let rate = Double(moved) / seconds
        return "\(progress) · \(Int64(Int(saturating: rate)).inBytes)/s · \((Double(total - sent) / rate).inWords) left"
    }
}
