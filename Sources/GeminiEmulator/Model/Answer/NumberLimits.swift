import StructuredJSON

/// The numbers that a schema allows.
struct NumberLimits: Sendable {
    private let least: Double
    private let most: Double
    private let isLeastAllowed: Bool
    private let isMostAllowed: Bool
    /// Only multiples of it are allowed.
    private let unit: Double?

    init(_ schema: JSONValue) {
        func number(_ key: String) -> Double? { schema[key]?.number?.double }
        let above = number("exclusiveMinimum") ?? -.infinity
        let from = number("minimum") ?? -.infinity
        let below = number("exclusiveMaximum") ?? .infinity
        let upTo = number("maximum") ?? .infinity
        least = max(above, from)
        most = min(below, upTo)
        isLeastAllowed = from > above
        isMostAllowed = upTo < below
        unit = number("multipleOf").flatMap { $0 > 0 ? $0 : nil }
    }

    func nearest(_ value: Double, isInteger: Bool) -> JSONValue {
        guard let unit = unit ?? (isInteger ? 1 : nil) else { return clamped(value).json }
        var lowest = (least / unit).rounded(.up)
        if !isLeastAllowed, lowest * unit == least { lowest += 1 }
        var highest = (most / unit).rounded(.down)
        if !isMostAllowed, highest * unit == most { highest -= 1 }
        let result = Self.product(max(lowest, min(highest, (value / unit).rounded())), unit)
        return isInteger ? Int(exactly: result.rounded()).map(\.json) ?? 0 : result.json
    }

    /// A multiple that has no more decimals than its unit is written with: 7 × 0.01 is 0.07.
    private static func product(_ count: Double, _ unit: Double) -> Double {
        let decimals = "\(unit)".split(separator: ".").dropFirst().first ?? ""
        guard !decimals.isEmpty, decimals.allSatisfy(\.isNumber) else { return count * unit }
        let scale = decimals.reduce(1.0) { scale, _ in scale * 10 }
        return count * (unit * scale).rounded() / scale
    }

    private func clamped(_ value: Double) -> Double {
        let isAbove = isLeastAllowed ? value >= least : value > least
        let isBelow = isMostAllowed ? value <= most : value < most
        if isAbove, isBelow { return value }
        if isAbove, isMostAllowed { return most }
        if isBelow, isLeastAllowed { return least }
        // Inside, since an edge is not allowed.
        if least.isFinite, most.isFinite { return (least + most) / 2 }
        return least.isFinite ? least + 1 : most - 1
    }
}
