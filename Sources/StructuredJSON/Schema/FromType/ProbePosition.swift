/// A position in a value that does not exist: a type that decodes itself there shows what it needs.
///
/// ``DerivedPosition`` writes down what the type asks for. ``CheckedPosition`` compares it with a schema.
protocol ProbePosition: AnyObject {
    var path: [any CodingKey] { get }

    /// Makes a sample value of a type.
    func value<Value: Decodable>(of type: Value.Type) throws -> Value

    /// The type takes this position for an object.
    func openObject() throws
    /// Names of members as far as they are known; ``ProbeKey/any`` stands for one of any name.
    var memberNames: [String] { get }
    /// The type asks whether the member is there.
    func hasMember(_ key: any CodingKey) -> Bool
    /// The type needs the member.
    func member(_ key: any CodingKey) throws -> any ProbePosition

    /// The type takes this position for a list.
    func openList() throws
    func hasElement(at index: Int) -> Bool
    func element(at index: Int) throws -> any ProbePosition

    /// The type asks whether this is null.
    func isNull() -> Bool
}

extension ProbePosition {
    /// The position as an error names it: `segments.start`. Elements of a list have no name of their own.
    var place: String { path.filter { $0.intValue == nil }.map(\.stringValue).joined(separator: ".") }

    func error(_ message: String) -> SchemaError { SchemaError(message: message, place: place) }
}

/// A member's name, or an element's index.
struct ProbeKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(stringValue: String) {
        self.stringValue = stringValue
        intValue = nil
    }

    init(intValue: Int) {
        stringValue = "\(intValue)"
        self.intValue = intValue
    }

    /// Stands for every name that a dictionary may have.
    static let any = "*"
}
