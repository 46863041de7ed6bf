/// How many calls may be under way, found by trying.
///
/// Grows by one with every answer at first, so that it doubles with every round; once the service has pushed back or slowed
/// down, by one with every round. Only while all places are taken, and while calls take no longer than they did. Pushed back it shrinks by
/// a third, once for all calls that were under way together.
struct ConcurrencyLevel: Sendable {
    private(set) var width: Int
    /// How often it shrank. A call is known by the number there was when it began.
    private(set) var period = 0
    private let bounds: ClosedRange<Int>
    /// Up to where it doubles.
    private var threshold = Int.max
    private var growth = 0
    private var answers = 0
    private var seconds = 0.0
    /// How many answers make a round: as many as there were places when it began.
    private var round: Int
    /// How long a call takes when all is well: the lowest average of late, in seconds.
    private var calm: Double?
    private var isSlow = false

    /// A level that stays.
    init(fixed width: Int) {
        self.width = width
        round = max(width, 4)
        bounds = width...width
    }

    init(from start: Int, within bounds: ClosedRange<Int>) {
        width = start
        round = max(start, 4)
        self.bounds = bounds
    }

    /// A call was answered.
    mutating func answered(in seconds: Double, busy: Int) {
        observe(seconds)
        guard busy >= width, width < bounds.upperBound, !isSlow else { return }
        growth += 1
        guard growth >= (width < threshold ? 1 : width) else { return }
        width += 1
        growth = 0
    }

    /// The service refused a call that began in some period.
    mutating func pushedBack(period: Int) {
        guard period == self.period else { return }
        self.period += 1
        width = max(bounds.lowerBound, min(width - 1, width * 7 / 10))
        threshold = width
        growth = 0
    }

    /// Compares the time that calls take, a round at a time.
    private mutating func observe(_ seconds: Double) {
        answers += 1
        self.seconds += seconds
        guard answers >= round else { return }
        let average = self.seconds / Double(answers)
        // What was calm an hour ago need not be so today.
        let best = min(average, (calm ?? average) * 1.02)
        calm = best
        isSlow = average > best * 1.6 + 0.05
        if isSlow { threshold = min(threshold, width) }
        answers = 0
        self.seconds = 0
        round = max(width, 4)
    }
}
