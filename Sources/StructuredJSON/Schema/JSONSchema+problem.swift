extension JSONSchema {
    /// Why this is no schema: a literal with a mistake, or a type that has none. `nil` for a schema.
    ///
    /// Neither stops the program. No value matches such a schema, and a request that has one is refused before it is sent.
    public var problem: SchemaError? { Self.problem(in: json) }

    private static let mark = "x-sluice-problem"

    init(problem: SchemaError) {
        self.init(known: .object(["not": [:], Self.mark: [.string(problem.message), .string(problem.place)]]))
    }

    /// ``problem`` of a schema that is JSON again.
    package static func problem(in json: JSONValue) -> SchemaError? {
        guard let found = json[mark] else { return nil }
        return SchemaError(message: found[0]?.string ?? "", place: found[1]?.string ?? "")
    }
}
