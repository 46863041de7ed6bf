/// What the items that wait for an equal item's answer get.
enum SharedAnswer: Sendable {
    case answered(Record, output: String)
    /// Asking again would fail alike.
    case failed(ItemError)
}
