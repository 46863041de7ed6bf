public import Foundation
import StructuredJSON
import Yams

/// Reads a file of rules, in YAML or in JSON, which is YAML too.
///
/// Plain scalars are read by the core schema of YAML 1.2: `no` and `12:30` stay text.
enum RuleDocument {
    static let mostBytes = 4 << 20
    private static let mostNodes = 200_000

    static func json(_ text: String) throws(RuleError) -> JSONValue {
        guard text.utf8.count <= mostBytes else { throw RuleError("larger than \(mostBytes) bytes") }
        let isJSON = text.utf8.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "{")
        if isJSON, let json = try? JSONValue(parsing: text) { return json }
        let node: Node?
        do {
            // What a plain scalar is, is decided here and not by the library's rules of YAML 1.1.
            node = try compose(yaml: text, .basic)
        } catch {
            throw RuleError("not YAML: \(error)")
        }
        guard let node else { throw RuleError("empty") }
        var count = 0
        return try value(of: node, &count)
    }

    private static func value(of node: Node, _ count: inout Int) throws(RuleError) -> JSONValue {
        count += 1
        guard count <= mostNodes else { throw RuleError("more than \(mostNodes) values") }
        switch node {
        case .scalar(let scalar): return json(scalar)
        case .sequence(let sequence):
            var elements: [JSONValue] = []
            for element in sequence { elements.append(try value(of: element, &count)) }
            return .array(elements)
        case .mapping(let mapping):
            var object = JSONObject()
            for (key, element) in mapping {
                guard let name = key.scalar?.string else { throw RuleError("a key that is no text") }
                object[name] = try value(of: element, &count)
            }
            return .object(object)
        case .alias: throw RuleError("an alias to what is not there")
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
}

/// A file of rules that cannot be used, and why.
public struct RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One line.
    public let description: String

    init(_ description: String) { self.description = description }
}

extension JSONSchema {
    /// - Throws: ``RuleError`` with the first few things that are wrong.
    func require(_ json: JSONValue) throws(RuleError) {
        let found = violations(of: json)
        guard !found.isEmpty else { return }
        throw RuleError(found.prefix(3).map(\.description).joined(separator: "; "))
    }
}

extension RuleError: LocalizedError {
    public var errorDescription: String? { description }
}
