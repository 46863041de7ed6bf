import StructuredJSON

/// An answer that is longer than one request may give, part by part (contract §3.6).
///
/// Each further request bills the input again. Background interactions and agents do this on the service's side.
struct Parts {
    private let first: InteractionRequest?
    private var done: Interaction?
    private var count = 1
    private var tokens: Set<String> = []

    /// The longest answer that is known of takes 16 parts.
    static let most = 32

    init(of request: InteractionRequest?) {
        let isFollowed = request?.agent == nil && request?.background != true
        first = isFollowed ? request : nil
    }

    /// The request for what comes after a part. `nil` when the answer is at its end, or is followed no further.
    mutating func next(after part: Interaction) -> InteractionRequest? {
        guard part.status == .requiresContinuation, let token = part.continuationToken else { return nil }
        return request(with: token, after: part.id)
    }

    /// The request for what comes after a token. `nil` when it was used before, or when it was the last that is allowed.
    mutating func request(with token: String, after id: String) -> InteractionRequest? {
        guard var next = first, count < Self.most, tokens.insert(token).inserted else { return nil }
        next.continuationToken = token
        if next.store != false {
            guard !id.isEmpty else { return nil }
            next.previousInteractionID = id
            next.input = nil
        }
        count += 1
        return next
    }

    mutating func add(_ part: Interaction) { done = merged(with: part) }

    /// All parts so far and one more as one interaction: the last one's, with every step and the sum of what was spent.
    func merged(with part: Interaction) -> Interaction {
        guard let done else { return part }
        var merged = part
        let later = (part.fields["steps"]?.array ?? []).drop { $0["type"]?.string == "user_input" }
        let steps = (done.fields["steps"]?.array ?? []) + later
        if !steps.isEmpty { merged.fields["steps"] = .array(steps) }
        if let spent = done.usage {
            var usage = part.usage.map { spent + $0 } ?? spent
            usage.fields["initial_input_tokens"] = spent.fields["initial_input_tokens"]
            merged.fields["usage"] = usage.json
        }
        // A part that broke off may not have said who it is.
        if merged.id.isEmpty { merged.fields["id"] = done.fields["id"] }
        return merged
    }
}
