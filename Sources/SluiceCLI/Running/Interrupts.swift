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
///
/// They are counted here: a run that is ending for a reason of its own has not been interrupted yet.
struct Interrupts {
    private let sources: [(signal: CInt, source: any DispatchSourceSignal, before: Disposition)]
    /// Signals that follow each other faster than a hand can are one request: `timeout` and shells send the same to a process and
    /// to its group.
    private static let together = Duration.milliseconds(300)

    #if canImport(Darwin)
        private typealias Disposition = sig_t?
    #else
        private typealias Disposition = __sighandler_t?
    #endif

    init(_ control: RunControl, onFirst: @escaping @Sendable () -> Void) {
        // A reader that has gone away must not end a run that writes files.
        signal(SIGPIPE, SIG_IGN)
        // A file that reaches the limit of the shell's ulimit is an error like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        let queue = DispatchQueue(label: "sluice.signals")
        let first = Mutex<ContinuousClock.Instant?>(nil)
        sources = [SIGINT, SIGTERM, SIGHUP].compactMap { number in
            let before = signal(number, SIG_IGN)
            // nohup has it ignored, so that the run outlives its terminal.
            if number == SIGHUP, Self.isIgnoring(before) { return nil }
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { @Sendable in
                let now = ContinuousClock.now
                let before = first.withLock { first in
                    defer { first = first ?? now }
                    return first
                }
                guard let before else {
                    control.stop(.requested)
                    return onFirst()
                }
                if now - before >= Self.together { _exit(130) }
            }
            source.activate()
            return (number, source, before)
        }
    }

    /// Listens while the body runs. After it the signals do what they did before.
    func during<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        do {
            let result = try await body()
            await end()
            return result
        } catch {
            await end()
            throw error
        }
    }

    private func end() async {
        for (number, source, before) in sources {
            source.cancel()
            signal(number, before)
        }
        // Dispatch blocks a signal on the thread that received it, and no thread but the first receives any.
        await MainActor.run { [numbers = sources.map(\.signal)] in
            var set = sigset_t()
            unsafe sigemptyset(&set)
            for number in numbers { unsafe sigaddset(&set, number) }
            _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
        }
    }

    private static func isIgnoring(_ disposition: Disposition) -> Bool {
        unsafe unsafeBitCast(disposition, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
