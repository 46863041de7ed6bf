/// Any coder takes a JSON value, and a type of yours may have one in it.
///
/// `JSONEncoder` and `JSONDecoder` do not keep the order of members, nor numbers as they were written; ``JSONValue/serialized(_:)`` and
/// ``JSONValue/init(parsing:)`` do.
extension JSONValue: Codable {
    public init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: MemberName.self) {
            var object = JSONObject()
            for name in members.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                object[name.stringValue] = try members.decode(JSONValue.self, forKey: name)
            }
            self = .object(object)
            return
        }
        if var elements = try? decoder.unkeyedContainer() {
            var array: [JSONValue] = []
            while !elements.isAtEnd { array.append(try elements.decode(JSONValue.self)) }
            self = .array(array)
            return
        }
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let int = try? value.decode(Int64.self) {
            self = .number(JSONNumber(int))
        } else if let int = try? value.decode(UInt64.self) {
            self = .number(JSONNumber(int))
        } else if let number = (try? value.decode(Double.self)).flatMap(JSONNumber.init) {
            self = .number(number)
        } else {
            self = .string(try value.decode(String.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let object):
            var container = encoder.container(keyedBy: MemberName.self)
            for (name, value) in object { try container.encode(value, forKey: MemberName(stringValue: name)) }
        case .array(let array):
            var container = encoder.unkeyedContainer()
            for value in array { try container.encode(value) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let bool): try bool.encode(to: encoder)
        case .string(let string): try string.encode(to: encoder)
        case .number(let number):
            if let int = Int64(number.literal) {
                try int.encode(to: encoder)
            } else if let int = UInt64(number.literal) {
                try int.encode(to: encoder)
            } else {
                try number.double.encode(to: encoder)
            }
        }
    }

    private struct MemberName: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONObject: Codable {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}

extension JSONConvertible {
    /// A value of JSON that a coder has read.
    ///
    /// - Throws: `DecodingError`, also for JSON of another kind.
    package static func decoded(from decoder: any Decoder) throws -> Self {
        if let value = Self(json: try JSONValue(from: decoder)) { return value }
        let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "This is no \(Self.self)")
        throw DecodingError.typeMismatch(Self.self, context)
    }
}

extension JSONBacked {
    public init(from decoder: any Decoder) throws { self = try .decoded(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
