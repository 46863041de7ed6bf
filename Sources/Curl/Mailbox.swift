internal import CCurl
internal import HTTP
internal import Synchronization

/// Where tasks leave what the driving thread is to do.
final class Mailbox: Sendable {
    enum Command {
        case start(Transfer), cancel(Transfer), unpause(Transfer)
    }

    private struct State {
        var commands: [Command] = []
        /// The address of the handle that the thread polls on. Others only wake it, which any thread may.
        var sleeper: UInt?
        var isAwake = false
        var isClosed = false
    }

    static let closed = TransportError(.other, "The transport is closed")

    private let state = Mutex(State())

    /// Whether it will be done: not when the thread is gone.
    func post(_ command: Command) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            state.commands.append(command)
            Self.wake(&state)
            return true
        }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.isClosed = true
            Self.wake(&state)
        }
    }

    /// Takes what there is to do; `nil` when the thread is to end.
    func collect() -> [Command]? {
        state.withLock { state in
            state.isAwake = false
            guard !state.isClosed else { return nil }
            defer { state.commands.removeAll() }
            return state.commands
        }
    }

    /// Says which handle the thread polls on, before it does; `nil` before that handle is freed.
    func sleep(on multi: UnsafeMutableRawPointer?) {
        let address = unsafe multi.map { UInt(bitPattern: $0) }
        state.withLock { $0.sleeper = address }
    }

    /// Takes what was left behind, and nothing more from then on.
    func shut() -> [Command] {
        state.withLock { state in
            state.isClosed = true
            defer { state.commands.removeAll() }
            return state.commands
        }
    }

    // Under the lock: the handle is freed only after it was taken out.
    private static func wake(_ state: inout State) {
        guard !state.isAwake, let sleeper = state.sleeper else { return }
        state.isAwake = true
        unsafe curl_multi_wakeup(UnsafeMutableRawPointer(bitPattern: sleeper))
    }
}
