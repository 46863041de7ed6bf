public import StructuredJSON

/// What shall go wrong, as data: rules that say when, and how.
///
/// For every request the first rule that matches acts. ``schema`` says all that a plan can hold.
public struct FaultPlan: Sendable, Hashable {
    /// As it was given.
    public let json: JSONValue
    let seed: UInt64
    let faults: [Fault]

    /// Nothing goes wrong.
    public static let none = Self()

    private init() {
        json = ["faults": []]
        seed = 0
        faults = []
    }

    /// - Throws: ``RuleError`` for what the schema does not allow.
    public init(_ json: JSONValue) throws(RuleError) {
        try Self.schema.require(json)
        self.json = json
        seed = json["seed"]?.number?.int.map { UInt64(bitPattern: Int64($0)) } ?? 0
        faults = (json["faults"]?.array ?? []).enumerated().map { Fault($1, number: $0 + 1) }
    }

    /// Reads YAML or JSON.
    ///
    /// - Throws: ``RuleError`` for what is neither, or what the schema does not allow.
    public init(parsing text: String) throws(RuleError) {
        try self.init(RuleDocument.json(text))
    }

    var needsContent: Bool { faults.contains { $0.on.needsContent } }
}
