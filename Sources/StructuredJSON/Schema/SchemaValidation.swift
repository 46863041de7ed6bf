/// One check of one value against one schema.
///
/// Hostile schemas can refer to themselves and branch at every step, so the depth and the number of steps are bounded.
struct SchemaValidation {
    private static let deepest = 256
    private static let mostSteps = 200_000

    private let root: JSONValue
    private var found: [SchemaViolation] = []
    private var depth = 0
    private var steps = 0

    init(root: JSONValue) { self.root = root }

    mutating func violations(of value: JSONValue) -> [SchemaViolation] {
        check(value, root, "")
        return found
    }

    private mutating func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
        guard found.count < JSONSchema.mostViolations else { return }
        if schema == .bool(false) { return report(path, "should not be there") }
        guard let schema = schema.object else { return }
        steps += 1
        guard steps <= Self.mostSteps, depth < Self.deepest else {
            if found.last?.message != Self.tooMuch { report(path, Self.tooMuch) }
            return
        }
        depth += 1
        defer { depth -= 1 }
        if let reference: String = schema["$ref"], let target = root.resolve(reference) { check(value, target, path) }
        guard matchesType(value, schema, path) else { return }
        checkValues(value, schema, path)
        checkAlternatives(value, schema, path)
        switch value {
        case .object(let object): checkMembers(object, schema, path)
        case .array(let array): checkElements(array, schema, path)
        case .number(let number): checkBounds(number, schema, path)
        case .string(let string):
            if let name: String = schema["format"], let matches = DateFormats.named(name), !matches(string) {
                report(path, "should be a \(name) (RFC 3339), not \(value.summary)")
            }
        case .null, .bool: break
        }
    }

    private mutating func matchesType(_ value: JSONValue, _ schema: JSONObject, _ path: String) -> Bool {
        guard let type = schema["type"] else { return true }
        let names = type.array?.compactMap(\.string) ?? type.string.map { [$0] } ?? []
        let name = value.typeName
        if names.contains(name) || (name == "integer" && names.contains("number")) { return true }
        let wanted = names.map { Self.article($0) }.joined(separator: " or ")
        report(path, "should be \(wanted), not \(value.summary)")
        return false
    }

    private mutating func checkValues(_ value: JSONValue, _ schema: JSONObject, _ path: String) {
        if let allowed = schema["enum"]?.array, !allowed.contains(value) {
            let list = allowed.prefix(12).map { $0.text() }.joined(separator: ", ")
            report(path, "should be one of \(list)\(allowed.count > 12 ? ", …" : ""), not \(value.summary)")
        }
        if let constant = schema["const"], constant != value {
            report(path, "should be \(constant.summary), not \(value.summary)")
        }
    }

    private mutating func checkMembers(_ object: JSONObject, _ schema: JSONObject, _ path: String) {
        for name in schema["required"]?.array?.compactMap(\.string) ?? [] where object[name] == nil {
            report(Self.member(name, of: path), "is missing")
        }
        let properties = schema["properties"]?.object ?? [:]
        let others = schema["additionalProperties"]
        for (name, value) in object {
            let path = Self.member(name, of: path)
            if let property = properties[name] {
                check(value, property, path)
            } else if others == .bool(false) {
                let nearest = Spelling.nearest(to: name, in: properties.keys)
                report(path, "is not in the schema" + (nearest.map { " (did you mean '\($0)'?)" } ?? ""))
            } else if let others {
                check(value, others, path)
            }
        }
    }

    private mutating func checkElements(_ array: [JSONValue], _ schema: JSONObject, _ path: String) {
        if let least: Int = schema["minItems"], array.count < least {
            report(path, "should have at least \(least) elements, not \(array.count)")
        }
        if let most: Int = schema["maxItems"], array.count > most {
            report(path, "should have at most \(most) elements, not \(array.count)")
        }
        let first = schema["prefixItems"]?.array ?? []
        for (index, element) in array.enumerated() {
            guard found.count < JSONSchema.mostViolations else { return }
            guard let schema = index < first.count ? first[index] : schema["items"] else { continue }
            check(element, schema, "\(path)[\(index)]")
        }
    }

    private mutating func checkBounds(_ number: JSONNumber, _ schema: JSONObject, _ path: String) {
        let value = number.double
        func bound(_ key: String) -> JSONNumber? { schema[key]?.number }
        if let least = bound("minimum"), value < least.double {
            report(path, "should be at least \(least.literal), not \(number.literal.prefix(32))")
        }
        if let most = bound("maximum"), value > most.double {
            report(path, "should be at most \(most.literal), not \(number.literal.prefix(32))")
        }
        if let limit = bound("exclusiveMinimum"), value <= limit.double {
            report(path, "should be more than \(limit.literal), not \(number.literal.prefix(32))")
        }
        if let limit = bound("exclusiveMaximum"), value >= limit.double {
            report(path, "should be less than \(limit.literal), not \(number.literal.prefix(32))")
        }
    }

    private mutating func checkAlternatives(_ value: JSONValue, _ schema: JSONObject, _ path: String) {
        for part in schema["allOf"]?.array ?? [] { check(value, part, path) }
        if let alternatives = schema["anyOf"]?.array { _ = fitting(alternatives, value, path) }
        if let alternatives = schema["oneOf"]?.array, fitting(alternatives, value, path) > 1 {
            report(path, "fits more than one of the alternatives, and should fit one")
        }
    }

    /// How many alternatives fit. When none does, the closest one's first violation says why.
    private mutating func fitting(_ alternatives: [JSONValue], _ value: JSONValue, _ path: String) -> Int {
        let before = found
        var closest: [SchemaViolation]?
        var fits = 0
        for alternative in alternatives {
            found = []
            check(value, alternative, path)
            if found.isEmpty { fits += 1 } else if found.count < closest?.count ?? .max { closest = found }
        }
        found = before
        if fits == 0, let first = closest?.first {
            report(first.path, alternatives.count == 1 ? first.message : "\(first.message), or fit another alternative")
        }
        return fits
    }

    private mutating func report(_ path: String, _ message: String) {
        guard found.count < JSONSchema.mostViolations else { return }
        found.append(SchemaViolation(path: path, message: message))
    }

    private static let tooMuch = "is nested too deep, or too large, to be checked"

    private static func member(_ name: String, of path: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func article(_ type: String) -> String {
        switch type {
        case "null": type
        case "integer", "object", "array": "an \(type)"
        default: "a \(type)"
        }
    }
}
