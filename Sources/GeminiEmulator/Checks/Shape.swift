import StructuredJSON

/// The form a part of a request must have. What it does not name is refused, at any depth.
indirect enum Shape: Sendable {
    case any, string, bool, number, int32
    /// A number above zero.
    case positive
    /// A 64-bit integer; as a string too, as protobuf's JSON allows.
    case int64
    case base64
    /// Seconds into a medium: `10.5s`.
    case offset
    case oneOf(String, [String])
    case object([String: Shape])
    case map(Shape)
    case list(Shape)
    /// Fields by the value of `type`.
    case tagged([String: [String: Shape]])
    /// The first is for strings, the second for everything else.
    case stringOr(Shape, Shape)
    /// The first is for arrays, the second for everything else.
    case listOr(Shape, Shape)

    /// Stands for every field that is not named.
    static let other = "*"

    /// - Throws: ``Refusal`` in the words of the service's JSON layer.
    func check(_ value: JSONValue, at path: String = "") throws(Refusal) {
        switch self {
        case .any: return
        case .string: guard value.string != nil else { throw Self.wrong(value, path, "TYPE_STRING") }
        case .bool: guard value.bool != nil else { throw Self.wrong(value, path, "TYPE_BOOL") }
        case .number: guard value.number != nil else { throw Self.wrong(value, path, "TYPE_DOUBLE") }
        case .positive:
            guard let number = value.number else { throw Self.wrong(value, path, "TYPE_DOUBLE") }
            guard number.double > 0 else {
                throw Refusal.invalidRequest("\(path) must be greater than 0.", "number out of range")
            }
        case .int32:
            guard let int = Int(json: value), Int32(exactly: int) != nil else {
                throw Self.wrong(value, path, "TYPE_INT32")
            }
        case .int64:
            guard Int64(json: value) ?? value.string.flatMap({ Int64($0) }) != nil else {
                throw Self.wrong(value, path, "TYPE_INT64")
            }
        case .base64:
            guard let text = value.string, Base64Text.isValid(text) else {
                throw Refusal.payload(
                    "Invalid value at '\(path)' (TYPE_BYTES), Base64 decoding failed.",
                    "undecodable base64"
                )
            }
        case .offset:
            guard let text = value.string, Clip.seconds(text) != nil else {
                throw Self.wrong(value, path, "type.googleapis.com/google.protobuf.Duration")
            }
        case .oneOf(let type, let allowed):
            guard let text = value.string, allowed.contains(text) else {
                throw Self.wrong(value, path, type, "enum value")
            }
        case .object(let fields): try Self.check(try Self.object(value, path), path, fields)
        case .map(let shape):
            for (key, member) in try Self.object(value, path) { try shape.check(member, at: Self.join(path, key)) }
        case .list(let shape):
            guard let elements = value.array else { throw Self.wrong(value, path, "TYPE_MESSAGE") }
            for (index, element) in elements.enumerated() { try shape.check(element, at: "\(path)[\(index)]") }
        case .tagged(let cases):
            let object = try Self.object(value, path)
            guard let type = object["type"] else {
                throw Refusal.invalidRequest("\(Self.join(path, "type")) is missing.", "missing type")
            }
            guard let name = type.string, var fields = cases[name] else {
                throw Self.wrong(type, Self.join(path, "type"), "TYPE_ENUM", "enum value")
            }
            fields["type"] = .string
            try Self.check(object, path, fields)
        case .stringOr(let text, let other): try (value.string == nil ? other : text).check(value, at: path)
        case .listOr(let list, let other): try (value.array == nil ? other : list).check(value, at: path)
        }
    }

    private static func check(_ object: JSONObject, _ path: String, _ fields: [String: Shape]) throws(Refusal) {
        for (key, member) in object {
            guard let shape = fields[key] ?? fields[other] else {
                let place = path.isEmpty ? "" : " at '\(path)'"
                throw Refusal.payload(
                    "Invalid JSON payload received. Unknown name \"\(key)\"\(place): Cannot find field.",
                    "unknown field"
                )
            }
            // A null is a field that is not there.
            if !member.isNull { try shape.check(member, at: join(path, key)) }
        }
    }

    private static func object(_ value: JSONValue, _ path: String) throws(Refusal) -> JSONObject {
        guard let object = value.object else { throw wrong(value, path, "TYPE_MESSAGE") }
        return object
    }

    private static func wrong(
        _ value: JSONValue,
        _ path: String,
        _ type: String,
        _ violation: String = "wrong type"
    ) -> Refusal {
        let place = path.isEmpty ? "the root" : "'\(path)'"
        return .payload("Invalid value at \(place) (\(type)), \(value.text().prefix(200))", violation)
    }

    private static func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
