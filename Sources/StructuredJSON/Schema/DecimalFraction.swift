/// A number as its digits were written: 0.07 is seven hundredths, which no binary fraction is.
struct DecimalFraction {
    /// Digits without zeros at either end; none for zero.
    private let digits: [UInt8]
    private let exponent: Int

    /// `nil` for an exponent beyond four milliards, which no number needs.
    init?(_ number: JSONNumber) {
        let literal = number.literal.utf8
        let mark = literal.firstIndex { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") } ?? literal.endIndex
        var exponent = 0
        if mark < literal.endIndex {
            let text = String(decoding: literal[literal.index(after: mark)...], as: UTF8.self)
            guard let written = Int(text), written.magnitude < 1 << 32 else { return nil }
            exponent = written
        }
        var digits: [UInt8] = []
        var isFraction = false
        for byte in literal[..<mark] {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isFraction { exponent -= 1 }
                if byte != UInt8(ascii: "0") || !digits.isEmpty { digits.append(byte - UInt8(ascii: "0")) }
            default: break
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        self.digits = digits
        self.exponent = exponent
    }

    /// Whether it is a whole number of times the other. `nil` when the other has more digits than can be divided by here.
    func isMultiple(of divisor: DecimalFraction) -> Bool? {
        guard !digits.isEmpty else { return true }
        guard divisor.digits.count <= 18 else { return nil }
        let modulus = divisor.digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) }
        guard modulus > 0 else { return false }
        // No zero is left at the end, so no further ten divides it.
        guard exponent >= divisor.exponent else { return false }
        let rest = digits.reduce(UInt64(0)) { Self.product($0, 10, plus: UInt64($1), modulo: modulus) }
        let shift = Self.power(of: 10, exponent - divisor.exponent, modulo: modulus)
        return Self.product(rest, shift, modulo: modulus) == 0
    }

    private static func power(of base: UInt64, _ exponent: Int, modulo modulus: UInt64) -> UInt64 {
        var (result, base, exponent) = (1 % modulus, base % modulus, exponent)
        while exponent > 0 {
            if !exponent.isMultiple(of: 2) { result = product(result, base, modulo: modulus) }
            base = product(base, base, modulo: modulus)
            exponent /= 2
        }
        return result
    }

    /// Both factors are made smaller than the modulus first, so that the high half of their product is, too.
    private static func product(_ a: UInt64, _ b: UInt64, plus c: UInt64 = 0, modulo modulus: UInt64) -> UInt64 {
        let full = (a % modulus).multipliedFullWidth(by: b % modulus)
        let product = modulus.dividingFullWidth(full).remainder
        return (product + c % modulus) % modulus
    }
}
