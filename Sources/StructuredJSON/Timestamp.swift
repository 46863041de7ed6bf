package import Foundation
import SluiceSupport

/// Moments as text in JSON (RFC 3339, UTC).
///
/// Written by hand: each answer and each record holds several, and Foundation's formatters, which load the data of all
/// languages first, take longer than all the rest of it.
package enum Timestamp {
    /// With six digits of fraction, as in the service's File resources.
    package static func micros(_ date: Date) -> String {
        let micros = whole(date, perSecond: 1e6)
        let (seconds, fraction) = micros.floored(by: 1_000_000)
        return "\(text(seconds)).\(fraction.digits(6))Z"
    }

    /// With whole seconds, as in its Interactions, and in records.
    package static func seconds(_ date: Date) -> String {
        text(whole(date, perSecond: 1)) + "Z"
    }

    /// Years of four digits: files may claim to be older or newer than that.
    private static func whole(_ date: Date, perSecond: Double) -> Int {
        let seconds = date.timeIntervalSince1970
        guard !seconds.isNaN else { return 0 }
        return Int((min(max(seconds, -62_167_219_200), 253_402_300_799) * perSecond).rounded(.down))
    }

    private static func text(_ seconds: Int) -> String {
        let (days, second) = seconds.floored(by: 86400)
        // Years that begin in March end with the leap day, and eras of 400 of them are all alike.
        let (era, dayOfEra) = (days + 719_468).floored(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let date = "\(year.digits(4))-\(month.digits(2))-\(day.digits(2))"
        return "\(date)T\((second / 3600).digits(2)):\((second / 60 % 60).digits(2)):\((second % 60).digits(2))"
    }
}

extension Int {
    /// The quotient rounded down, and what remains.
    fileprivate func floored(by divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
