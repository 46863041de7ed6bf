import ArgumentParser
import Sluice

/// Work that Ctrl-C and SIGTERM cancel in order; a second one ends the process.
enum Interruptible {
    /// - Throws: What the work throws; exit code 130 when it was interrupted.
    static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let (signals, feed) = AsyncStream.makeStream(of: Void.self)
        let interrupts = Interrupts(RunControl()) { feed.yield() }
        try await interrupts.during {
            let wasInterrupted = try await withThrowingTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try await work()
                    return false
                }
                group.addTask {
                    for await _ in signals { return true }
                    return false
                }
                defer { group.cancelAll() }
                guard try await group.next() == true else { return false }
                group.cancelAll()
                // The work ends in its own time: uploads are still deleted.
                while let result = await group.nextResult() {
                    if case .failure(let error) = result, !(error is CancellationError) { throw error }
                }
                return true
            }
            if wasInterrupted { throw ExitCode.interrupted }
        }
    }
}
