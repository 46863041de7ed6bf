import Foundation
import Synchronization

/// Threads of our own for work that blocks or burns, so that the cooperative pool keeps its threads.
///
/// They start as work comes, never more than wait for some, and keep what they made. Letting go of the pool ends them.
final class WorkerPool: Sendable {
    /// Does its work and gives what is left to do once the thread counts as free: to wake the one who waits.
    typealias Job = @Sendable (_ worker: inout Worker) -> @Sendable () -> Void

    private let queue: JobQueue

    init(threads: Int) {
        precondition(threads > 0, "A pool needs a thread")
        queue = JobQueue(threads: threads)
    }

    deinit { queue.close() }

    /// Runs work on a thread of the pool and waits for it.
    ///
    /// Cancelled before its turn it never runs; later, `work` is told by its ticket and decides.
    func run<Output: Sendable>(
        _ work: @escaping @Sendable (_ worker: inout Worker, _ ticket: Ticket) -> Result<Output, MediaError>
    ) async throws(MediaError) -> Output {
        let ticket = Ticket()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<Output, MediaError>, Never>) in
                ticket.whenSkipped { continuation.resume(returning: .failure(.cancelled)) }
                queue.add { worker in
                    guard ticket.begin() else { return {} }
                    let result = work(&worker, ticket)
                    return { continuation.resume(returning: result) }
                }
            }
        } onCancel: {
            ticket.cancel()
        }
        return try result.get()
    }
}

/// Jobs that wait, and the threads that take them.
private final class JobQueue: Sendable {
    private struct State {
        var jobs: [WorkerPool.Job] = []
        var next = 0
        var idle = 0
        var threads = 0
        var isClosed = false
    }

    private let limit: Int
    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)

    init(threads: Int) { limit = threads }

    func add(_ job: @escaping WorkerPool.Job) {
        let startsThread = state.withLock { state in
            state.jobs.append(job)
            guard state.jobs.count - state.next > state.idle, state.threads < limit else { return false }
            state.threads += 1
            state.idle += 1
            return true
        }
        if startsThread {
            Thread.detachNewThread { @Sendable in self.work() }
        }
        available.signal()
    }

    func close() {
        let threads = state.withLock { state in
            state.isClosed = true
            return state.threads
        }
        for _ in 0..<threads { available.signal() }
    }

    private func work() {
        // Signals are for the threads of the program.
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
        var worker = Worker()
        while true {
            available.wait()
            guard let job = take() else { return }
            let wake = job(&worker)
            state.withLock { $0.idle += 1 }
            // Only now: whoever is woken may bring the next job, which needs no further thread.
            wake()
        }
    }

    private func take() -> WorkerPool.Job? {
        state.withLock { state in
            guard state.next < state.jobs.count else { return nil }
            let job = state.jobs[state.next]
            state.next += 1
            state.idle -= 1
            if state.next == state.jobs.count || state.next >= 1024 {
                state.jobs.removeFirst(state.next)
                state.next = 0
            }
            return job
        }
    }
}
