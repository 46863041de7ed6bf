import Foundation
import SluiceMedia
import StructuredJSON

/// A value that may stand in a record. Its type tells how it is read, how it is written, and what the schema says of it.
protocol RecordValue: Sendable {
    static var shape: RecordShape { get }

    /// `nil` for JSON of another shape.
    init?(recorded json: JSONValue)
    var recorded: JSONValue { get }
}

extension RecordValue where Self: JSONConvertible {
    init?(recorded json: JSONValue) { self.init(json: json) }
    var recorded: JSONValue { json }
}

extension String: RecordValue { static var shape: RecordShape { .text } }
extension Bool: RecordValue { static var shape: RecordShape { .flag } }
extension Int: RecordValue { static var shape: RecordShape { .integer } }
extension Int64: RecordValue { static var shape: RecordShape { .integer } }
extension Double: RecordValue { static var shape: RecordShape { .number } }

extension JSONValue: RecordValue {
    static var shape: RecordShape { .any }
}

extension Array: RecordValue where Element: RecordValue {
    static var shape: RecordShape { .list(Element.shape) }

    /// Elements of another shape are left out.
    init?(recorded json: JSONValue) {
        guard let elements = json.array else { return nil }
        self = elements.compactMap(Element.init(recorded:))
    }

    var recorded: JSONValue { .array(map(\.recorded)) }
}

extension Date: RecordValue {
    static var shape: RecordShape { .date }

    init?(recorded json: JSONValue) {
        guard let date = json.string.flatMap(Timestamp.date) else { return nil }
        self = date
    }

    /// In whole seconds, UTC.
    var recorded: JSONValue { .string(Timestamp.seconds(self)) }
}

/// A name from a list that may grow: unknown names are read and kept.
extension RecordValue where Self: RawRepresentable, RawValue == String {
    init?(recorded json: JSONValue) {
        guard let value = json.string.flatMap(Self.init(rawValue:)) else { return nil }
        self = value
    }

    var recorded: JSONValue { .string(rawValue) }
}

extension MediaType: RecordValue { static var shape: RecordShape { .text } }

extension Modality: RecordValue {
    static var shape: RecordShape { .choice(allCases.map(\.rawValue)) }
}
