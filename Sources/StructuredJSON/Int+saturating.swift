extension Int {
    /// The whole number next to another number, as far as there is one: sizes and lengths that files and callers claim may be any.
    /// What is no number counts as zero.
    package init(saturating value: Double) {
        let rounded = value.rounded()
        self = rounded.isNaN ? 0 : Int(exactly: rounded) ?? (rounded < 0 ? .min : .max)
    }
}

extension FixedWidthInteger {
    /// The sum, or the nearest number there is: what is claimed by files and services must not end the process.
    package func adding(_ other: Self) -> Self {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        guard isTooLarge else { return sum }
        return other > 0 ? .max : .min
    }

    /// Adds a number, or comes as near to the sum as possible.
    package mutating func add(_ other: Self) { self = adding(other) }

    /// The product, or the nearest number there is.
    package func multiplied(with other: Self) -> Self {
        let (product, isTooLarge) = multipliedReportingOverflow(by: other)
        guard isTooLarge else { return product }
        return (self < 0) == (other < 0) ? .max : .min
    }
}
