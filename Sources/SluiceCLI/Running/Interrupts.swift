import Dispatch
import Sluice
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ctrl-C, SIGTERM and a terminal that was closed: the first ends the run in order, the second ends the process.
struct Interrupts {
    private let sources: [any DispatchSourceSignal]
    /// Signals that follow each other faster than a hand can are one request: `timeout` and shells send the same to a process and
    /// to its group.
    private static let together = Duration.milliseconds(300)

    init(_ control: RunControl, onFirst: @escaping @Sendable () -> Void) {
        // A reader that has gone away must not end a run that writes files.
        signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "sluice.signals")
        let first = Mutex<ContinuousClock.Instant?>(nil)
        sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { @Sendable in
                let now = ContinuousClock.now
                let before = first.withLock { first in
                    defer { first = first ?? now }
                    return first
                }
                if let before, now - before < Self.together { return }
                guard control.reason == nil else { _exit(130) }
                control.stop(.requested)
                onFirst()
            }
            source.activate()
            return source
        }
    }

    /// Listens while the body runs.
    func during<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        defer {
            for source in sources { source.cancel() }
        }
        return try await body()
    }
}
