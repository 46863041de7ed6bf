/// What happens during a run.
public enum RunEvent: Sendable {
    /// Another run writes to the output folder, and this one waits for it: who it is.
    case waiting(String)
    /// How many items there are, known or not yet done.
    case counted(Int)
    /// An item was taken up.
    case started(String)
    /// So many bytes of one of an item's files have arrived at the service.
    case uploading(String, sent: Int64, of: Int64)
    /// A call failed and will be made again.
    case retrying(String, RetryNotice)
    /// The service asks everybody to wait; for how long nothing is sent. It may have asked for longer.
    case pausing(Duration, ItemError)
    case finished(ItemReport)
    /// Something that the run does without, in one line.
    case warning(String)
    /// A place that could not be looked into, with the reason.
    case problem(String, String)
}
