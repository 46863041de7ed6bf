import Dispatch

/// Threads for work that blocks: the pool that tasks share has only as many as the machine has cores.
final class QueueExecutor: TaskExecutor {
    /// For writing outputs.
    static let files = QueueExecutor("sluice.files")

    private let queue: DispatchQueue

    init(_ label: String) { queue = DispatchQueue(label: label, attributes: .concurrent) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = unsafe asUnownedTaskExecutor()
        queue.async { unsafe job.runSynchronously(on: executor) }
    }
}
