import Foundation
import SluiceSupport

/// US dollars for people: `$0.0042`, `$12.30`.
public enum Money {
    /// With cents; less than a dollar with two digits that count.
    public static func text(_ dollars: Double) -> String {
        guard dollars.isFinite else { return "$?" }
        let size = abs(dollars)
        guard size > 0, size < 1 else { return "$" + fixed(dollars, decimals: 2) }
        // Beyond that it is no money any more.
        let decimals = min(17, 1 - Int(log10(size).rounded(.down)))
        var text = fixed(dollars, decimals: decimals)
        while text.last == "0" { text.removeLast() }
        return "$" + (text.last == "." ? String(text.dropLast()) : text)
    }

    /// To a billionth: what is beyond that is an artefact of binary numbers.
    package static func rounded(_ dollars: Double) -> Double { (dollars * 1e9).rounded() / 1e9 }

    /// A number for machines and people alike, whatever the locale.
    private static func fixed(_ number: Double, decimals: Int) -> String {
        let scale = pow(10, Double(decimals))
        let scaled = (abs(number) * scale).rounded(.toNearestOrEven)
        guard scaled < 1e18 else { return "\(number)" }
        let padded = UInt64(scaled).digits(decimals + 1)
        let sign = number < 0 && scaled > 0 ? "-" : ""
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
