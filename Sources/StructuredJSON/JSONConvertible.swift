/// What can be a JSON value and be made from one.
public protocol JSONConvertible: Sendable {
    /// `nil` when the value is of another kind.
    init?(json: JSONValue)
    var json: JSONValue { get }
}

extension JSONValue: JSONConvertible {
    public init?(json: JSONValue) { self = json }
    public var json: JSONValue { self }
}

extension JSONObject: JSONConvertible {
    public init?(json: JSONValue) {
        guard let object = json.object else { return nil }
        self = object
    }

    public var json: JSONValue { .object(self) }
}

extension String: JSONConvertible {
    public init?(json: JSONValue) {
        guard let string = json.string else { return nil }
        self = string
    }

    public var json: JSONValue { .string(self) }
}

extension Bool: JSONConvertible {
    public init?(json: JSONValue) {
        guard let bool = json.bool else { return nil }
        self = bool
    }

    public var json: JSONValue { .bool(self) }
}

extension Int: JSONConvertible {
    public init?(json: JSONValue) {
        guard let int = json.number?.int else { return nil }
        self = int
    }

    public var json: JSONValue { .number(JSONNumber(self)) }
}

extension Int64: JSONConvertible {
    public init?(json: JSONValue) {
        guard let int = Int(json: json) else { return nil }
        self = Int64(int)
    }

    public var json: JSONValue { .number(JSONNumber(self)) }
}

extension Double: JSONConvertible {
    public init?(json: JSONValue) {
        guard let number = json.number else { return nil }
        self = number.double
    }

    /// Infinities and NaN, which JSON lacks, become null.
    public var json: JSONValue { JSONNumber(self).map(JSONValue.number) ?? .null }
}

extension Array: JSONConvertible where Element: JSONConvertible {
    /// Elements of another kind are left out: an answer with one odd element is still an answer.
    public init?(json: JSONValue) {
        guard let array = json.array else { return nil }
        self = array.compactMap(Element.init(json:))
    }

    public var json: JSONValue { .array(map { $0.json }) }
}

extension Dictionary: JSONConvertible where Key == String, Value: JSONConvertible {
    public init?(json: JSONValue) {
        guard let object = json.object else { return nil }
        self = [:]
        for (key, value) in object { self[key] = Value(json: value) }
    }

    /// Members in the order of their names, so that equal dictionaries are written alike.
    public var json: JSONValue {
        .object(JSONObject(sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }
}

extension JSONConvertible where Self: RawRepresentable, RawValue == String {
    public init?(json: JSONValue) {
        guard let string = json.string, let value = Self(rawValue: string) else { return nil }
        self = value
    }

    public var json: JSONValue { .string(rawValue) }
}
