extension JSONSchema {
    /// The schema of what a type decodes.
    ///
    /// ```swift
    /// struct Card: Decodable {
    ///     let title: String
    ///     let taken: Date?
    /// }
    /// let schema = JSONSchema(of: Card.self, describing: ["title": "at most six words"])
    /// ```
    ///
    /// The type is decoded once without a value, and what it asks for is the schema: members by their coding keys, in their order;
    /// optionals may be left out and may be null; nested types, lists, tuples and dictionaries by text; enumerations that are
    /// `CaseIterable` and have raw values, with those; whole and other numbers; `Date` as `date-time`; `URL`, `UUID` and `Data` as
    /// text.
    ///
    /// A type that contains itself, an enumeration that does not name its cases, and a type whose members depend on the value have no
    /// such schema, and neither has a description of a member that is not there. ``problem`` says so, and nothing is sent.
    ///
    /// - Parameter descriptions: What members are, by path: `title`, `place.name`. Members of the elements of a list are named by the
    ///   list: `segments.start`.
    public init<Value: Decodable>(of type: Value.Type, describing descriptions: [String: String] = [:]) {
        do throws(SchemaError) {
            self.init(known: .object(try Self.derived(from: type, describing: descriptions)))
        } catch {
            self.init(problem: error)
        }
    }

    private static func derived<Value: Decodable>(
        from type: Value.Type,
        describing descriptions: [String: String]
    ) throws(SchemaError) -> JSONObject {
        let position = DerivedPosition()
        do {
            _ = try position.value(of: type)
        } catch {
            throw error as? SchemaError ?? position.error("\(error)")
        }
        var unused = descriptions
        let schema = try position.schema(describing: &unused)
        guard let name = unused.keys.min() else { return schema }
        throw position.error("'\(name)' is described, and \(type) has no such member")
    }

    /// Checks that every value that this schema allows can be decoded as a type.
    ///
    /// Found are members that the type needs and the schema lacks or makes optional, nulls and choices that the type does not take, and
    /// types that differ. What cannot be known, such as which texts a type of yours takes, counts as right.
    ///
    /// - Throws: ``SchemaError`` that names both sides.
    public func check<Value: Decodable>(against type: Value.Type) throws(SchemaError) {
        if let problem { throw problem }
        for extent in CheckedPosition.Extent.allCases {
            do {
                _ = try CheckedPosition(json.object ?? [:], of: json, extent, for: type).value(of: type)
            } catch let error as SchemaError {
                throw error
            } catch {
                continue
            }
        }
    }
}
