/// One check of one value against one schema.
///
/// Hostile schemas can refer to themselves and branch at every step, so the depth and the number of steps are bounded.
struct SchemaValidation {
    private static let deepest = 256
    private static let mostSteps = 200_000

    private let root: JSONValue
    var found: [SchemaViolation] = []
    var patterns = PatternMatcher()
    private var depth = 0
    private var steps = 0
    /// Whether something was left unchecked. Also within a condition, where a report would turn into its opposite.
    var isTooMuch = false

    init(root: JSONValue) { self.root = root }

    mutating func violations(of value: JSONValue) -> [SchemaViolation] {
        check(value, root, "")
        if isTooMuch, !found.contains(where: { $0.message == Self.tooMuch }) { report("", Self.tooMuch) }
        return found
    }

    mutating func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) {
        guard found.count < JSONSchema.mostViolations else { return }
        if schema == .bool(false) { return report(path, "should not be there") }
        guard let schema = schema.object else { return }
        steps += 1
        guard steps <= Self.mostSteps, depth < Self.deepest else {
            isTooMuch = true
            if found.last?.message != Self.tooMuch { report(path, Self.tooMuch) }
            return
        }
        depth += 1
        defer { depth -= 1 }
        if let reference: String = schema["$ref"], let target = root.resolve(reference) { check(value, target, path) }
        guard matchesType(value, schema, path) else { return }
        checkValues(value, schema, path)
        checkConditions(value, schema, path)
        switch value {
        case .object(let object): checkMembers(object, schema, path)
        case .array(let array): checkElements(array, schema, path)
        case .number(let number): checkBounds(number, schema, path)
        case .string(let string): checkText(string, schema, path)
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

    mutating func report(_ path: String, _ message: String) {
        guard found.count < JSONSchema.mostViolations else { return }
        found.append(SchemaViolation(path: path, message: message))
    }

    private static let tooMuch = "is nested too deep, or too large, to be checked"

    private static func article(_ type: String) -> String {
        switch type {
        case "null": type
        case "integer", "object", "array": "an \(type)"
        default: "a \(type)"
        }
    }
}
