public import Gemini

/// What happens during a run.
public enum RunEvent: Sendable {
    /// An item was taken up.
    case started(String)
    /// A call failed and will be made again.
    case retrying(String, Retry)
    case finished(ItemReport)
    /// A place that could not be looked into, with the reason.
    case problem(String, String)
}
