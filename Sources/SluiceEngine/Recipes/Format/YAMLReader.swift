import StructuredJSON
import Yams

/// Reads one YAML document into values that know their places.
///
/// Plain scalars are read by the core schema of YAML 1.2: `true` and `false` are booleans, while `no`, `on` and
/// `12:30`, which YAML 1.1 turns into something else, stay text.
struct YAMLReader {
    /// A pipeline file is written by hand; these bounds only keep out what is not one.
    static let mostBytes = 1 << 20
    private static let mostNodes = 20_000
    private static let mostAliases = 30

    private let file: String
    private var nodes = 0

    init(file: String) { self.file = file }

    mutating func read(_ yaml: String) throws(RecipeError) -> LocatedValue {
        guard yaml.utf8.count <= Self.mostBytes else {
            throw RecipeError("the file is larger than \(Self.mostBytes) bytes", file: file)
        }
        try refuseBombs(yaml)
        let node: Node?
        do {
            // What a plain scalar is, is decided here and not by the library's rules of YAML 1.1.
            node = try compose(yaml: yaml, .basic)
        } catch {
            throw readable(error)
        }
        guard let node else { throw RecipeError("the file is empty", file: file) }
        return try value(of: node)
    }

    private mutating func value(of node: Node) throws(RecipeError) -> LocatedValue {
        let place = place(of: node)
        nodes += 1
        guard nodes <= Self.mostNodes else {
            throw RecipeError("the file has more than \(Self.mostNodes) values", file: file, at: place)
        }
        switch node {
        case .scalar(let scalar):
            let isBlock = scalar.style == .literal
            return LocatedValue(place: place, content: .scalar(Self.json(scalar)), isBlock: isBlock)
        case .sequence(let sequence):
            var elements: [LocatedValue] = []
            for element in sequence { elements.append(try value(of: element)) }
            return LocatedValue(place: place, content: .list(elements))
        case .mapping(let mapping):
            var members: [LocatedValue.Member] = []
            for (key, element) in mapping {
                guard let name = key.scalar?.string else {
                    throw RecipeError("a key should be text", file: file, at: self.place(of: key))
                }
                members.append(.init(key: name, place: self.place(of: key), value: try value(of: element)))
            }
            return LocatedValue(place: place, content: .map(members))
        case .alias:
            throw RecipeError("an alias to what is not there", file: file, at: place)
        }
    }

    private static func json(_ scalar: Node.Scalar) -> JSONValue {
        guard scalar.style == .plain else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default:
            if let value = try? JSONValue(parsing: scalar.string), value.number != nil { return value }
            return .string(scalar.string)
        }
    }

    /// Aliases to aliases grow by powers when they are followed, and the YAML library follows them in keys.
    private func refuseBombs(_ yaml: String) throws(RecipeError) {
        let text = Array(yaml.utf8)
        func count(_ sign: UInt8) -> Int {
            text.indices.count { text[$0] == sign && ($0 == 0 || " \t\n[{,:-?".utf8.contains(text[$0 - 1])) }
        }
        guard count(UInt8(ascii: "&")) == 0 || count(UInt8(ascii: "*")) <= Self.mostAliases else {
            throw RecipeError("the file has more than \(Self.mostAliases) aliases", file: file)
        }
    }

    private func place(of node: Node) -> LocatedValue.Place {
        LocatedValue.Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }

    /// What mostly stands behind libyaml's words.
    private static func hint(for problem: String) -> String? {
        switch problem {
        case _ where problem.contains("mapping values are not allowed"):
            "a text with a colon and a blank in it goes in quotes: \"one: two\""
        case _ where problem.contains("cannot start any token"): "indent with blanks, not with tabs"
        case _ where problem.contains("did not find expected key"), _ where problem.contains("expected ',' or"):
            "a text that begins with {{, [ or a quote goes in quotes as a whole, and each quote needs its second: see also the "
                + "lines above"
        case _ where problem.contains("unexpected end of stream"): "a quote or a bracket is not closed"
        default: nil
        }
    }

    private func readable(_ cause: any Error) -> RecipeError {
        func error(_ message: String, hint: String? = nil, at mark: Mark) -> RecipeError {
            RecipeError(message, hint: hint, file: file, at: .init(line: mark.line, column: mark.column))
        }
        return switch cause as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            error("not YAML: \(problem)", hint: Self.hint(for: problem), at: mark)
        case .duplicatedKeysInMapping(let names, let context):
            error("the key '\(names.first ?? "")' is there twice", at: context.mark)
        case .reader(let problem, _, _, _): RecipeError("not YAML: \(problem)", file: file)
        default: RecipeError("not YAML: \(cause)", file: file)
        }
    }
}
