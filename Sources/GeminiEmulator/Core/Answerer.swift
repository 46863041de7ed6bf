/// What stands behind an ``Emulator``: the service itself, a recorder of another one, or a recording.
protocol Answerer: Sendable {
    var options: EmulatorOptions { get }
    var counters: Counters { get }

    /// Answers a request. A refused one is answered too: only a connection that broke off throws.
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply

    /// The answer to a request that can be given without waiting. `nil`: it must wait, and nothing was done.
    func answerAtOnce(_ request: EmulatorRequest) -> EmulatorReply?
}

extension Answerer {
    func answerAtOnce(_ request: EmulatorRequest) -> EmulatorReply? { nil }
}
