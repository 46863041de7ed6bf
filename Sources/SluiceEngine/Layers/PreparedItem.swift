import SluiceMedia

/// An item that is ready to be asked about, or could not be made so.
///
/// Made by ``PrepareStage`` of a ``Decision`` to ask.
struct PreparedItem: Sendable {
    enum Outcome: Sendable {
        /// All files are attached.
        case ready
        /// A file was written to while it was sent: the item is to be read again.
        case changed
        case failed(Failure)
    }

    let decision: Decision
    let outcome: Outcome
    /// The files that were attached, in the order of the item.
    let attachments: [MediaAttachment]
    /// What asking is expected to take. `nil` when that was not found out.
    let estimate: ItemEstimate?
    /// US dollars. `nil` when the price is not known.
    let estimatedCost: Double?
    /// How long uploading took.
    let milliseconds: Int
    /// The item's requests.
    let requests: ItemRequests

    var item: ReadItem { decision.item }
    /// Of files that travel inside each request.
    var bytesInside: Int64 { attachments.reduce(0) { $0 + ($1.upload == nil ? $1.media.bytes : 0) } }
}

/// The requests that are made for one item: paced together, counted together.
struct ItemRequests: Sendable {
    private(set) var call: ServiceCall
    let pacer: ItemPacer
    let attempts = AttemptCounter()

    init(
        for item: String,
        _ pace: Pace,
        _ control: RunControl,
        _ onEvent: @escaping @Sendable (RunEvent) -> Void
    ) {
        pacer = ItemPacer(pace, permit: GenerationPermit(of: pace.generations) { control.reason == nil })
        call = ServiceCall(
            item: item,
            patience: .ofRuns,
            pacer: pacer,
            control: control,
            attempts: attempts,
            onEvent: onEvent
        )
    }

    /// The same requests, with repeats that have room of their own in the budget.
    func repeating(within reservation: Budget.Reservation) -> ItemRequests {
        var requests = self
        requests.call = call.repeating(within: reservation)
        return requests
    }
}
