/// A JSON number, kept as it was written: `1.0` stays `1.0` and a 64-bit integer keeps all its digits.
public struct JSONNumber: Sendable {
    /// The number by the grammar of RFC 8259 §6.
    public let literal: String

    public init(_ value: some FixedWidthInteger) { literal = "\(value)" }

    /// `nil` for infinities and NaN, which JSON does not have.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 {
            literal = "\(whole)"
        } else {
            literal = "\(value)"
        }
    }

    /// The literal must have been checked against the grammar.
    init(checked literal: String) { self.literal = literal }

    public var double: Double { Double(literal) ?? .nan }

    /// The value as an integer. `nil` when it has a fraction or does not fit; `3.0` and `3e2` are integers.
    public var int: Int? { Int(literal) ?? Int(exactly: double) }

    public var isInteger: Bool { int != nil || double.rounded() == double }
}

extension JSONNumber: Hashable {
    public static func == (a: Self, b: Self) -> Bool {
        if a.literal == b.literal { return true }
        if let a = Int(a.literal), let b = Int(b.literal) { return a == b }
        return a.double == b.double
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(double) }
}
