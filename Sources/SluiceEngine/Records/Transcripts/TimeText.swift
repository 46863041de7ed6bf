import Foundation
import SluiceSupport

/// Times as people and files write them.
package enum TimeText {
    /// Seconds of `12.5`, `12.5s`, `2:05`, `01:02:05.250` and `01:02:05,250`. `nil` for anything else.
    package static func seconds(_ text: String) -> Double? {
        let text = text.trimmingCharacters(in: .whitespaces).replacing(",", with: ".")
        guard let match = text.wholeMatch(of: /(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,9}(?:\.\d{1,9})?)\s*s?/) else {
            return nil
        }
        let hours = match.1.flatMap { Double($0) } ?? 0
        let minutes = match.2.flatMap { Double($0) } ?? 0
        return Double(match.3).map { hours * 3600 + minutes * 60 + $0 }
    }

    /// `00:01:02.345`, with the sign before the milliseconds that a format wants.
    static func stamp(_ seconds: Double, point: Character = ".") -> String {
        let all = milliseconds(seconds)
        return "\((all / 3_600_000).digits(2)):\((all / 60_000 % 60).digits(2)):\((all / 1000 % 60).digits(2))\(point)"
            + (all % 1000).digits(3)
    }

    /// For readers: `1:02`, `1:01:02`.
    static func clock(_ seconds: Double) -> String {
        let all = milliseconds(seconds) / 1000
        let minutes = all < 3600 ? "\(all / 60)" : "\(all / 3600):\((all / 60 % 60).digits(2))"
        return "\(minutes):\((all % 60).digits(2))"
    }

    /// Never below nothing, and never more than a number of this kind can hold.
    static func milliseconds(_ seconds: Double) -> Int {
        guard seconds.isFinite else { return 0 }
        return Int((min(max(seconds, 0), 1e9) * 1000).rounded())
    }
}
