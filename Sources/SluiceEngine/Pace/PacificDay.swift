public import Foundation
import SluiceSupport
import Synchronization

/// The day by which the service counts: it ends at midnight Pacific time (contract §8.4).
public struct PacificDay: Hashable, Sendable {
    /// `2026-10-31`.
    public let name: String
    /// When the next one begins.
    public let end: Date

    private let start: Date

    public init(_ date: Date = .now) {
        self = Self.latest.withLock { latest in
            if let latest, date >= latest.start, date < latest.end { return latest }
            let day = PacificDay(around: date)
            latest = day
            return day
        }
    }

    /// Calendars are slow, and most questions are about today.
    private static let latest = Mutex<PacificDay?>(nil)

    private init(around date: Date) {
        var calendar = Calendar(identifier: .gregorian)
        // A machine without the table of time zones is off by an hour in summer.
        calendar.timeZone = TimeZone(identifier: "America/Los_Angeles") ?? TimeZone(secondsFromGMT: -8 * 3600) ?? .gmt
        let day = calendar.dateComponents([.year, .month, .day], from: date)
        name = [(day.year ?? 0, 4), (day.month ?? 0, 2), (day.day ?? 0, 2)]
            .map { number, width in number.digits(width) }
            .joined(separator: "-")
        start = calendar.startOfDay(for: date)
        end = calendar.date(byAdding: .day, value: 1, to: start) ?? date.addingTimeInterval(86400)
    }
}
