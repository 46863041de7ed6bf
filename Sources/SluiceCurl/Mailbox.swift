internal import CSluiceCurl
internal import SluiceHTTP
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
        /// Why nothing more is done.
        var end: TransportError?
    }

    static let closed = TransportError(.other, "The transport is closed")

    private let state = Mutex(State())

    /// Leaves a command.
    ///
    /// - Throws: Why it will not be done, when the thread is gone.
    func post(_ command: Command) throws(TransportError) {
        let end = state.withLock { state in
            guard state.end == nil else { return state.end }
            state.commands.append(command)
            Self.wake(&state)
            return nil
        }
        if let end { throw end }
    }

    /// Asks the thread to end.
    func close() {
        state.withLock { state in
            state.end = Self.closed
            Self.wake(&state)
        }
    }

    /// Takes what there is to do; `nil` when the thread is to end.
    func collect() -> [Command]? {
        state.withLock { state in
            state.isAwake = false
            guard state.end == nil else { return nil }
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
    func shut(_ reason: TransportError) -> [Command] {
        state.withLock { state in
            state.end = reason
            defer { state.commands.removeAll() }
            return state.commands
        }
    }

    // Under the lock: the handle is freed only after it was taken out.
    private static func wake(_ state: inout State) {
        guard !state.isAwake, let sleeper = state.sleeper else { return }
        state.isAwake = true
        unsafe sluice_curl_wake(UnsafeMutableRawPointer(bitPattern: sleeper))
    }
}
