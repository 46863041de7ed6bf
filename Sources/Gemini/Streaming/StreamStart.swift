/// What a stream is opened with.
enum StreamStart: Sendable {
    case create(InteractionRequest)
    /// A stored interaction, from the event after one, or from its beginning.
    case attach(id: String, after: String?)

    /// Whether it may be opened any number of times: nothing is generated for it.
    var isFree: Bool { if case .attach = self { true } else { false } }
}
