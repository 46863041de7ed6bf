private import OrderedCollections

/// The members of a JSON object, in the order they came.
///
/// Two objects are equal when they have the same members, in whatever order.
public struct JSONObject: Sendable {
    private var members: OrderedDictionary<String, JSONValue> = [:]

    public init() {}

    /// The last of several members with the same name wins, in the place of the first.
    public init(_ elements: some Sequence<(String, JSONValue)>) {
        for (key, value) in elements { members[key] = value }
    }

    /// Setting `nil` removes the member; to send a null, set `.null`.
    public subscript(key: String) -> JSONValue? {
        get { members[key] }
        set { members[key] = newValue }
    }

    /// A member as a Swift type. `nil` when it is missing, null, or of another type.
    public subscript<Value: JSONConvertible>(key: String, as type: Value.Type = Value.self) -> Value? {
        get { members[key].flatMap { $0.isNull && type != JSONValue.self ? nil : Value(json: $0) } }
        set { members[key] = newValue?.json }
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }
    public var keys: [String] { Array(members.keys) }

    /// Takes over every member of another object; the other's win.
    public mutating func merge(_ other: JSONObject) {
        for (key, value) in other { members[key] = value }
    }

    /// The same members without some of them.
    public func without(_ keys: String...) -> JSONObject {
        var copy = self
        for key in keys { copy[key] = nil }
        return copy
    }
}

extension JSONObject: Hashable {
    public static func == (a: Self, b: Self) -> Bool {
        a.count == b.count && a.allSatisfy { key, value in b[key] == value }
    }

    public func hash(into hasher: inout Hasher) {
        var sum = 0
        for (key, value) in members {
            var member = Hasher()
            member.combine(key)
            member.combine(value)
            sum ^= member.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: Sequence {
    public struct Iterator: IteratorProtocol {
        fileprivate var base: OrderedDictionary<String, JSONValue>.Iterator
        public mutating func next() -> (key: String, value: JSONValue)? { base.next() }
    }

    public func makeIterator() -> Iterator { Iterator(base: members.makeIterator()) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
