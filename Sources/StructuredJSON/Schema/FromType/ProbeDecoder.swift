/// A decoder at a position of a value that does not exist.
struct ProbeDecoder: Decoder {
    let position: any ProbePosition

    var codingPath: [any CodingKey] { position.path }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        try position.openObject()
        return KeyedDecodingContainer(KeyedProbe(position: position))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try position.openList()
        return UnkeyedProbe(position: position)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { SingleValueProbe(position: position) }
}

/// The members. What is there if it is there goes by the default implementations: they ask ``contains(_:)`` and
/// ``decodeNil(forKey:)`` first.
private struct KeyedProbe<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let position: any ProbePosition

    var codingPath: [any CodingKey] { position.path }
    var allKeys: [Key] { position.memberNames.compactMap(Key.init(stringValue:)) }
    func contains(_ key: Key) -> Bool { position.hasMember(key) }
    func decodeNil(forKey key: Key) throws -> Bool { try position.member(key).isNull() }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try position.member(key).value(of: type)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try ProbeDecoder(position: position.member(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ProbeDecoder(position: position.member(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder {
        ProbeDecoder(position: try position.member(ProbeKey(stringValue: "super")))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder { ProbeDecoder(position: try position.member(key)) }
}

private struct UnkeyedProbe: UnkeyedDecodingContainer {
    let position: any ProbePosition
    private(set) var currentIndex = 0

    init(position: any ProbePosition) { self.position = position }

    var codingPath: [any CodingKey] { position.path }
    var count: Int? { nil }
    var isAtEnd: Bool { !position.hasElement(at: currentIndex) }

    mutating func decodeNil() throws -> Bool {
        guard try position.element(at: currentIndex).isNull() else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().value(of: type) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        try ProbeDecoder(position: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try ProbeDecoder(position: next()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { ProbeDecoder(position: try next()) }

    private mutating func next() throws -> any ProbePosition {
        defer { currentIndex += 1 }
        return try position.element(at: currentIndex)
    }
}

private struct SingleValueProbe: SingleValueDecodingContainer {
    let position: any ProbePosition

    var codingPath: [any CodingKey] { position.path }
    func decodeNil() -> Bool { position.isNull() }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try position.value(of: type) }
}
