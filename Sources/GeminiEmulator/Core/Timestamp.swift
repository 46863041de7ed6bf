import Foundation

/// Moments as the service writes them (RFC 3339, UTC).
enum Timestamp {
    /// With six digits of fraction, as in File resources.
    static func micros(_ date: Date) -> String {
        let micros = Int64((date.timeIntervalSince1970 * 1e6).rounded(.down))
        let whole = Date(timeIntervalSince1970: TimeInterval(micros / 1_000_000))
        let fraction = String(micros % 1_000_000)
        let digits = String(repeating: "0", count: max(0, 6 - fraction.count)) + fraction
        return whole.formatted(.iso8601).dropLast() + ".\(digits)Z"
    }

    /// With whole seconds, as in Interactions.
    static func seconds(_ date: Date) -> String {
        date.formatted(.iso8601)
    }
}
