/// The formats of dates and times that a schema can ask for (RFC 3339 §5.6).
enum DateFormats {
    static func named(_ name: String) -> ((String) -> Bool)? {
        switch name {
        case "date": isDate
        case "time": isTime
        case "date-time": isDateTime
        default: nil
        }
    }

    static func isDateTime(_ text: String) -> Bool {
        guard let mark = text.firstIndex(where: { "Tt ".contains($0) }) else { return false }
        return isDate(String(text[..<mark])) && isTime(String(text[text.index(after: mark)...]))
    }

    static func isDate(_ text: String) -> Bool {
        guard let match = text.wholeMatch(of: /([0-9]{4})-([0-9]{2})-([0-9]{2})/),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...12).contains(month) && (1...days[month - 1]).contains(day)
    }

    /// Second 60 is a leap second.
    private static func isTime(_ text: String) -> Bool {
        let pattern = /([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|[+\-]([0-9]{2}):([0-9]{2}))/
        guard let match = text.wholeMatch(of: pattern), let hour = Int(match.1), let minute = Int(match.2),
            let second = Int(match.3)
        else { return false }
        let zone = (match.6.flatMap { Int($0) } ?? 0, match.7.flatMap { Int($0) } ?? 0)
        return hour < 24 && minute < 60 && second <= 60 && zone.0 < 24 && zone.1 < 60
    }
}
