/// Why a run ended before its inputs did.
public enum StopReason: Hashable, Sendable {
    /// Somebody asked for it.
    case requested
    /// ``RunOptions/failFast``, at the first failure.
    case failure
    /// The service refuses the key; every further call would fail alike.
    case authentication(ItemError)
    /// The service refuses the project or the model; every further call would fail alike.
    case refused(ItemError)
    /// The service was not reached even once.
    case unreachable(ItemError)
    /// The day's quota is used up.
    case quota(ItemError)
    /// The next item might have passed ``RunOptions/budget`` or ``RunOptions/mostTokens``.
    case budget(ItemError)
    /// The uploads of the run do not fit into the room that the service has.
    case storage(ItemError)
    /// Results or the ledger could not be written.
    case unwritable(ItemError)
    /// The run itself met an error that is no item's, such as a ledger that cannot be read any more.
    case error(ItemError)
}

extension StopReason {
    /// For the ledger and for machines.
    public var name: String {
        switch self {
        case .requested: "interrupted"
        case .failure: "fail_fast"
        case .authentication: "authentication"
        case .refused: "refused"
        case .unreachable: "unreachable"
        case .quota: "quota_exhausted"
        case .budget: "budget_exceeded"
        case .storage: "storage_full"
        case .unwritable: "unwritable"
        case .error: "error"
        }
    }
}

extension StopReason {
    /// An error that ended the run after it had begun.
    init(_ error: any Error) {
        let error = ItemError(error)
        self = error.kind == .unwritable ? .unwritable(error) : .error(error)
    }
}
