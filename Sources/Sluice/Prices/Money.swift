import Foundation

/// US dollars for people: `$0.0042`, `$12.30`.
public enum Money {
    public static func text(_ dollars: Double) -> String {
        guard dollars.isFinite else { return "$?" }
        if dollars != 0, abs(dollars) < 1 {
            return "$" + dollars.formatted(.number.precision(.significantDigits(1...2)).locale(plain))
        }
        return "$" + dollars.formatted(.number.precision(.fractionLength(2)).grouping(.never).locale(plain))
    }

    private static let plain = Locale(identifier: "en_US_POSIX")
}
