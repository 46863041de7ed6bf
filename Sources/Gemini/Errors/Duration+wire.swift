import Foundation
import HTTPTypes

extension Duration {
    /// Servers have asked for nine quintillion seconds; beyond a year all waits are alike.
    fileprivate static let longest = 365.0 * 86400

    /// Reads seconds with an `s` behind them, as protocol buffers write durations: `26s`, `1.5s`.
    init?(wire text: String) {
        guard text.hasSuffix("s"), let seconds = Double(text.dropLast()), seconds >= 0 else { return nil }
        self = .seconds(min(seconds, Self.longest))
    }

    /// Reads a number of seconds, or of milliseconds.
    init?(number text: String, perSecond: Double = 1) {
        guard let number = Double(text), number >= 0 else { return nil }
        self = .seconds(min(number / perSecond, Self.longest))
    }

    /// For people: `42 s`, `3 min`, `5 h`.
    var inWords: String {
        switch components.seconds {
        case ..<100: "\(components.seconds) s"
        case ..<6000: "\(components.seconds / 60) min"
        default: "\(components.seconds / 3600) h"
        }
    }
}

extension HTTPFields {
    /// What `retry-after-ms` or `Retry-After` (RFC 9110 §10.2.3: seconds or a date) asks for.
    var retryDelay: Duration? {
        if let milliseconds = self[.init("retry-after-ms")!] { return Duration(number: milliseconds, perSecond: 1000) }
        guard let value = self[.retryAfter] else { return nil }
        if let seconds = Duration(number: value) { return seconds }
        return HTTPDate.parse(value).map {
            .seconds(Swift.min(Swift.max(0, $0.timeIntervalSinceNow), Duration.longest))
        }
    }
}

/// A date of an HTTP header (RFC 9110 §5.6.7), in the one form that senders may write.
enum HTTPDate {
    static func parse(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return formatter.date(from: text)
    }
}
