/// How long a file plays by its bytes: by counted frames, by time stamps, by size and rate.
struct MeasuredLength: Sendable {
    var seconds: Double
    /// Whether it was calculated from samples of the file. It may be off by some percent then.
    var isEstimate = false

    static func + (one: Self, other: Self) -> Self {
        Self(seconds: one.seconds + other.seconds, isEstimate: one.isEstimate || other.isEstimate)
    }
}

extension MediaFacts {
    /// Sets the duration from what a header claims and what the bytes measure. Where they disagree the bytes win.
    ///
    /// - Parameters:
    ///   - claimed: Seconds; `nil` or nothing sensible where the header tells none.
    ///   - measured: `nil` where the bytes show nothing. The claim is taken as it is then.
    ///   - tolerance: Share by which an estimate may differ from a right claim.
    mutating func settle(claimed: Double?, measured: MeasuredLength?, tolerance: Double = 0.15) {
        let claimed = claimed.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        guard let measured, measured.seconds.isFinite, measured.seconds > 0 else {
            duration = claimed
            isDurationEstimated = false
            return
        }
        duration = measured.seconds
        isDurationEstimated = measured.isEstimate
        guard let claimed else {
            if measured.isEstimate {
                notes.append("its length is estimated from samples of its bytes: about \(measured.seconds.asLength)")
            }
            return
        }
        let difference = abs(claimed - measured.seconds)
        let allowed = measured.isEstimate ? max(2, tolerance * measured.seconds) : max(0.5, 0.01 * measured.seconds)
        if difference <= allowed {
            duration = claimed
            isDurationEstimated = false
        } else if difference > max(1, 0.02 * measured.seconds) {
            let held = (measured.isEstimate ? "about " : "") + measured.seconds.asLength
            notes.append(
                "its header claims a length of \(claimed.asLength), its bytes hold \(held); the bytes are believed"
            )
        }
    }

    /// Forgets a duration that so few bytes cannot hold.
    ///
    /// - Parameter content: No codec says less than 16 bytes a second, silence included. A picture may stand still for long.
    mutating func hold(_ content: MediaType, toSize size: Int64) {
        guard let claimed = duration else { return }
        guard claimed.isFinite, claimed >= 0 else {
            duration = nil
            return
        }
        let isPicture = content.rawValue.hasPrefix("video/") && codecs.count == 1
        let fewest = isPicture ? 1.0 : 16
        guard claimed > 2, claimed * fewest > Double(size) else { return }
        duration = nil
        isDurationEstimated = false
        let doubt =
            "its header claims a length of \(claimed.asLength), more than \(size) bytes can hold; its length is not known"
        // ffprobe believes the header, too.
        if !notes.contains(doubt) { notes.append(doubt) }
    }
}

extension Double {
    /// Seconds as people read them: `6.0 s`, `20:00`, `1:02:10`, `115 days`.
    var asLength: String {
        guard isFinite, self >= 0 else { return "no time" }
        guard self >= 60 else { return "\((self * 10).rounded() / 10) s" }
        guard self < 172_800 else {
            let days = (self / 86_400).rounded()
            return days < 1e6 ? "\(Int(days)) days" : "more than a million days"
        }
        let whole = Int(rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}
