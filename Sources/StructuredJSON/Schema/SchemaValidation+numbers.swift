extension SchemaValidation {
    mutating func checkBounds(_ number: JSONNumber, _ schema: JSONObject, _ path: String) {
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
        if let step = bound("multipleOf"), !Self.isMultiple(number, of: step) {
            report(path, "should be a multiple of \(step.literal), not \(number.literal.prefix(32))")
        }
    }

    private static func isMultiple(_ number: JSONNumber, of step: JSONNumber) -> Bool {
        if let value = DecimalFraction(number), let divisor = DecimalFraction(step),
            let known = value.isMultiple(of: divisor)
        {
            return known
        }
        return number.double.truncatingRemainder(dividingBy: step.double) == 0
    }
}
