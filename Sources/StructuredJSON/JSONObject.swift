private import OrderedCollections

/// The members of a JSON object, in the order they came.
///
/// Two objects are equal when they have the same members, in whatever order. Names are the same when their code points are: a
/// composed and a decomposed `é` name two members.
public struct JSONObject: Sendable {
    private var members: OrderedDictionary<Name, JSONValue> = [:]

    /// Swift's strings are equal when they look alike (canonical equivalence); the names of JSON are not (RFC 8259, section 8.3).
    fileprivate struct Name: Hashable, Sendable {
        let text: String

        init(_ text: String) { self.text = text }

        static func == (a: Self, b: Self) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
                unsafe hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
            }
            if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
        }
    }

    public init() {}

    /// The last of several members with the same name wins, in the place of the first.
    public init(_ elements: some Sequence<(String, JSONValue)>) {
        for (key, value) in elements { members[Name(key)] = value }
    }

    /// Setting `nil` removes the member; to send a null, set `.null`.
    public subscript(key: String) -> JSONValue? {
        get { members[Name(key)] }
        set { members[Name(key)] = newValue }
    }

    /// A member as a Swift type. `nil` when it is missing, null, or of another type.
    public subscript<Value: JSONConvertible>(key: String, as type: Value.Type = Value.self) -> Value? {
        get { members[Name(key)].flatMap { $0.isNull && type != JSONValue.self ? nil : Value(json: $0) } }
        set { members[Name(key)] = newValue?.json }
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }
    public var keys: [String] { members.keys.map(\.text) }

    /// Takes over every member of another object; the other's win.
    public mutating func merge(_ other: JSONObject) {
        for (name, value) in other.members { members[name] = value }
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
        a.count == b.count && a.members.allSatisfy { name, value in b.members[name] == value }
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
        fileprivate var base: OrderedDictionary<Name, JSONValue>.Iterator
        public mutating func next() -> (key: String, value: JSONValue)? { base.next().map { ($0.key.text, $0.value) } }
    }

    public func makeIterator() -> Iterator { Iterator(base: members.makeIterator()) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
