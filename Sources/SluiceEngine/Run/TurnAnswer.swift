import StructuredJSON

/// An answer of the model, and the tokens that it took.
struct TurnAnswer: Sendable {
    let turn: Record.Turn
    /// `nil` when the service did not say.
    let usage: TokenUsage?

    /// As it is kept until a recording asked about in parts is done.
    var json: JSONValue {
        var fields = turn.fields
        fields["usage"] = usage?.json ?? .null
        return .object(fields)
    }

    init(_ turn: Record.Turn, usage: TokenUsage?) {
        self.turn = turn
        self.usage = usage
    }

    /// Reads what ``json`` wrote. `nil` for anything else.
    init?(json: JSONValue) {
        guard let fields = json.object, fields["text"]?.string != nil, fields["status"]?.string != nil else {
            return nil
        }
        turn = Record.Turn(fields: fields.without("usage"))
        usage = fields["usage"].flatMap(TokenUsage.init(json:))
    }
}
