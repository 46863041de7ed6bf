/// What a stream is opened with.
enum StreamStart: Sendable {
    case create(InteractionRequest)
    /// A stored interaction, from the event after one, or from its beginning.
    case attach(id: String, after: String?)
}
