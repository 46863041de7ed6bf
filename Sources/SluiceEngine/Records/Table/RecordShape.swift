import StructuredJSON

/// What JSON a member of a record holds: the source of its schema, and of the check when a record is read.
indirect enum RecordShape: Sendable {
    case text, integer, number, flag, date
    /// One of these texts. The reader takes others too, which later versions may write.
    case choice([String])
    /// This number and no other.
    case version(Int)
    case list(RecordShape)
    case object([RecordEntry])
    /// An object of any members.
    case map
    case any

    /// The JSON Schema.
    var schema: JSONObject {
        switch self {
        case .text: ["type": "string"]
        case .integer: ["type": "integer"]
        case .number: ["type": "number"]
        case .flag: ["type": "boolean"]
        case .date: ["type": "string", "format": "date-time"]
        case .choice(let names): ["type": "string", "enum": names.json]
        case .version(let number): ["const": number.json]
        case .list(let element): ["type": "array", "items": .object(element.schema)]
        case .object(let members):
            [
                "type": "object",
                "properties": .object(JSONObject(members.map { ($0.name, $0.schema) })),
                "required": members.filter(\.isRequired).map(\.name).json,
                "additionalProperties": false,
            ]
        case .map: ["type": "object"]
        case .any: [:]
        }
    }

    /// The same, or null.
    var schemaOrNull: JSONObject {
        if case .object = self { return ["anyOf": [.object(schema), ["type": "null"]]] }
        var schema = schema
        schema["type"] = schema["type"].map { [$0, "null"] }
        schema["enum"] = schema["enum"]?.array.map { .array($0 + [.null]) }
        return schema
    }

    /// What is wrong with a value. `nil` when it has this shape. Members that are missing or not known are right.
    func mismatch(in json: JSONValue) -> RecordMismatch? {
        switch (self, json) {
        case (.any, _), (.text, .string), (.choice, .string), (.date, .string), (.flag, .bool), (.number, .number),
            (.map, .object):
            return nil
        case (.integer, .number(let number)): return number.isInteger ? nil : RecordMismatch(expected: "an integer")
        case (.version(let wanted), .number(let number)) where number.int == wanted: return nil
        case (.list(.any), .array): return nil
        case (.list(let element), .array(let elements)):
            for (index, value) in elements.enumerated() {
                if let mismatch = element.mismatch(in: value) { return mismatch.inside("[\(index)]") }
            }
            return nil
        case (.object(let members), .object(let fields)):
            return Self.mismatch(in: fields, members)
        default: return RecordMismatch(expected: expected)
        }
    }

    private static func mismatch(in fields: JSONObject, _ members: [RecordEntry]) -> RecordMismatch? {
        // Nearly always in the order of the table: each is found at once.
        var next = 0
        for (name, value) in fields {
            var index = next
            if index >= members.count || members[index].name != name {
                guard let found = members.firstIndex(where: { $0.name == name }) else { continue }
                index = found
            }
            next = index + 1
            let member = members[index]
            if member.isNullable, value.isNull { continue }
            if let mismatch = member.shape.mismatch(in: value) { return mismatch.inside(".\(name)") }
        }
        return nil
    }

    private var expected: String {
        switch self {
        case .text, .choice, .date: "a text"
        case .integer: "an integer"
        case .number: "a number"
        case .flag: "true or false"
        case .version(let number): "\(number)"
        case .list: "a list"
        case .object, .map: "an object"
        case .any: "a value"
        }
    }
}

/// Where a record has JSON of another shape than the table says.
struct RecordMismatch {
    /// From the record's root: `.source[0].bytes`.
    private(set) var path = ""
    let expected: String

    init(expected: String) { self.expected = expected }

    func inside(_ step: String) -> Self {
        var outer = self
        outer.path = step + path
        return outer
    }
}
