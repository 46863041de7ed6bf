package import Foundation

extension Timestamp {
    /// With as many digits of fraction as a `Date` has, up to nanoseconds, and none when it has none: ``date(_:)`` gives the same.
    ///
    /// `nil` for what is not between the years 1 and 9999.
    package static func exact(_ date: Date) -> String? {
        let seconds = date.timeIntervalSinceReferenceDate.rounded(.down)
        let nanos = Int(((date.timeIntervalSinceReferenceDate - seconds) * 1e9).rounded())
        let whole = Date(timeIntervalSinceReferenceDate: seconds + (nanos == 1_000_000_000 ? 1 : 0))
        guard years.contains(whole) else { return nil }
        guard nanos > 0, nanos < 1_000_000_000 else { return Self.seconds(whole) }
        let digits = String(1_000_000_000 + nanos).dropFirst()
        let fraction = digits.prefix(
            (digits.lastIndex { $0 != "0" }).map { digits.distance(from: digits.startIndex, to: $0) + 1 } ?? 0
        )
        return "\(Self.seconds(whole).dropLast()).\(fraction)Z"
    }

    /// Reads a date and a time with its zone (RFC 3339 §5.6), or a date alone: midnight UTC.
    ///
    /// `nil` for all else, also for a time without a zone: when that was nobody knows.
    package static func date(_ text: String) -> Date? {
        guard DateFormats.isDate(String(text.prefix(10))), let day = day(text.prefix(10)) else { return nil }
        guard text.utf8.count > 10 else { return Date(timeIntervalSince1970: day) }
        guard DateFormats.isDateTime(text) else { return nil }
        let time = text.dropFirst(11)
        let clock = time.prefix(8).split(separator: ":").compactMap { Double($0) }
        guard clock.count == 3 else { return nil }
        let rest = time.dropFirst(8)
        let fraction = rest.first == "." ? rest.dropFirst().prefix { $0.isASCII && $0.isNumber } : ""
        let zone = rest.dropFirst(fraction.isEmpty ? 0 : fraction.count + 1)
        let offset = zone.dropFirst().split(separator: ":").compactMap { Double($0) }
        let ahead = offset.count == 2 ? (offset[0] * 3600 + offset[1] * 60) * (zone.first == "-" ? -1 : 1) : 0
        let seconds = day + clock[0] * 3600 + clock[1] * 60 + clock[2] - ahead
        let reference = seconds - Date.timeIntervalBetween1970AndReferenceDate
        return Date(timeIntervalSinceReferenceDate: reference + (Double("0.\(fraction)0") ?? 0))
    }

    private static let years =
        Date(timeIntervalSince1970: -62_135_596_800)..<Date(timeIntervalSince1970: 253_402_300_800)

    /// Seconds from 1970 to the midnight at which a day begins.
    private static func day(_ text: Substring) -> Double? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        // Years that begin in March end with the leap day.
        let (year, month) = parts[1] > 2 ? (parts[0], parts[1] - 3) : (parts[0] - 1, parts[1] + 9)
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * month + 2) / 5 + parts[2] - 1
        return Double((era * 146_097 + dayOfEra - 719_468) * 86_400)
    }
}
