import Foundation

/// A type whose schema is known: its values are texts, numbers and the like.
protocol SchemaLeaf: Decodable {
    static var schema: JSONObject { get }
    /// Names of JSON Schema's types whose every value it takes. Empty: it takes any JSON.
    static var accepted: Set<String> { get }
    static var sample: Self { get }
    /// `nil` for what is no value of the type.
    init?(literal: JSONValue)
}

extension SchemaLeaf {
    static var accepted: Set<String> { schema["type"]?.string.map { [$0] } ?? [] }
}

extension SchemaLeaf where Self: FixedWidthInteger {
    static var schema: JSONObject { isSigned ? ["type": "integer"] : ["type": "integer", "minimum": 0] }
    static var sample: Self { 1 }
    init?(literal: JSONValue) {
        guard let int = literal.number?.int else { return nil }
        self.init(exactly: int)
    }
}

extension SchemaLeaf where Self: BinaryFloatingPoint {
    static var schema: JSONObject { ["type": "number"] }
    static var accepted: Set<String> { ["number", "integer"] }
    static var sample: Self { 1 }
    init?(literal: JSONValue) {
        guard let number = literal.number else { return nil }
        self.init(number.double)
    }
}

extension Int: SchemaLeaf {}
extension Int8: SchemaLeaf {}
extension Int16: SchemaLeaf {}
extension Int32: SchemaLeaf {}
extension Int64: SchemaLeaf {}
extension UInt: SchemaLeaf {}
extension UInt8: SchemaLeaf {}
extension UInt16: SchemaLeaf {}
extension UInt32: SchemaLeaf {}
extension UInt64: SchemaLeaf {}
extension Float: SchemaLeaf {}
extension Double: SchemaLeaf {}

extension Bool: SchemaLeaf {
    static let schema: JSONObject = ["type": "boolean"]
    static let sample = true
    init?(literal: JSONValue) { self.init(json: literal) }
}

extension String: SchemaLeaf {
    static let schema: JSONObject = ["type": "string"]
    static let sample = "text"
    init?(literal: JSONValue) { self.init(json: literal) }
}

extension JSONValue: SchemaLeaf {
    static let schema: JSONObject = [:]
    static let sample = JSONValue.object([:])
    init?(literal: JSONValue) { self.init(json: literal) }
}

extension JSONObject: SchemaLeaf {
    static let schema: JSONObject = ["type": "object"]
    static let sample: JSONObject = [:]
    init?(literal: JSONValue) { self.init(json: literal) }
}

extension Decimal: SchemaLeaf {
    static let schema: JSONObject = ["type": "number"]
    static let accepted: Set<String> = ["number", "integer"]
    static let sample = Decimal(1)
    init?(literal: JSONValue) {
        guard let number = literal.number else { return nil }
        self.init(string: number.literal)
    }
}

// Formats that the service has (contract §2.5): dates alone.
extension Date: SchemaLeaf {
    static let schema: JSONObject = ["type": "string", "format": "date-time"]
    static let sample = Date(timeIntervalSince1970: 0)
    init?(literal: JSONValue) {
        guard let date = literal.string.flatMap(Timestamp.date) else { return nil }
        self = date
    }
}

extension URL: SchemaLeaf {
    static let schema: JSONObject = ["type": "string", "description": "a URL"]
    static let sample = URL(filePath: "/")
    init?(literal: JSONValue) {
        guard let url = literal.string.flatMap({ URL(string: $0) }) else { return nil }
        self = url
    }
}

extension UUID: SchemaLeaf {
    static let schema: JSONObject = ["type": "string", "description": "a UUID"]
    static let sample = UUID()
    init?(literal: JSONValue) {
        guard let uuid = literal.string.flatMap(UUID.init(uuidString:)) else { return nil }
        self = uuid
    }
}

extension Data: SchemaLeaf {
    static let schema: JSONObject = ["type": "string", "description": "base64"]
    static let sample = Data()
    init?(literal: JSONValue) {
        guard let data = literal.string.flatMap({ Data(base64Encoded: $0) }) else { return nil }
        self = data
    }
}

/// The raw values of an enumeration that names all of its cases.
enum SchemaChoices {
    /// `nil` for a type that is not both `CaseIterable` and `RawRepresentable` by a text or a number.
    static func of(_ type: Any.Type) -> [(raw: JSONValue, value: Any)]? {
        func cases<Type: CaseIterable>(of type: Type.Type) -> [(JSONValue, Any)]? {
            let found = type.allCases.compactMap { value -> (JSONValue, Any)? in
                let raw = (value as? any RawRepresentable).flatMap { $0.rawValue as? any JSONConvertible }
                return raw.map { ($0.json, value) }
            }
            return found.isEmpty || found.count != type.allCases.count ? nil : found
        }
        return (type as? any CaseIterable.Type).flatMap { cases(of: $0) }
    }
}
