public import Foundation

/// Why something is not a schema, and where.
public struct SchemaError: Error, Hashable, Sendable {
    public let message: String
    /// Where in the schema: `properties.people.type`, or for the shorthand `column 12`. Empty for the whole.
    public let place: String
    /// The line of the shorthand, from 1. `nil` for a schema that is none.
    public internal(set) var line: Int?
}

extension SchemaError: CustomStringConvertible {
    public var description: String { place.isEmpty ? message : "\(place): \(message)" }
}

extension SchemaError: LocalizedError {
    public var errorDescription: String? { description }
}
