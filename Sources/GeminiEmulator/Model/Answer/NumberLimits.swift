import StructuredJSON

/// The smallest and the largest number a schema allows.
struct NumberLimits: Sendable {
    private let least: Double
    private let most: Double

    init(_ schema: JSONValue) {
        // Close enough to an exclusive limit for any reader, and on the right side.
        let above = schema["exclusiveMinimum"]?.number.map { $0.double + 1 }
        let below = schema["exclusiveMaximum"]?.number.map { $0.double - 1 }
        least = schema["minimum"]?.number?.double ?? above ?? -.infinity
        most = schema["maximum"]?.number?.double ?? below ?? .infinity
    }

    func nearest(_ value: Double, isInteger: Bool) -> JSONValue {
        let value = max(least, min(most, value))
        guard isInteger else { return value.json }
        let whole = value.rounded()
        if whole < least { return Int(exactly: least.rounded(.up)).map(\.json) ?? 0 }
        if whole > most { return Int(exactly: most.rounded(.down)).map(\.json) ?? 0 }
        return Int(exactly: whole).map(\.json) ?? 0
    }
}
