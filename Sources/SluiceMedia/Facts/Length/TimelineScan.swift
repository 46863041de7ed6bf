/// Measures streams that carry time stamps: Ogg, FLAC, Matroska, fragmented MP4, MPEG transport and program streams, Flash.
///
/// Up to four megabytes are read whole; of more, 16 windows of 256 KiB, the last as long as it takes to find a stamp. Where
/// time runs backwards, one recording ends and another begins: their lengths are added.
struct TimelineScan {
    struct Point {
        /// Bytes from the beginning of the window.
        let offset: Int
        let seconds: Double
        /// Whether another stream begins here.
        var isStart = false
    }

    /// Whether a stream that begins late, at a time of day for instance, begins at nothing.
    var startsAnywhere = false
    /// Whether bytes come all the time, so that a leap of time without bytes is a join and no pause.
    var isSteady = false
    /// The points of a window in the order of the bytes.
    let points: @Sendable ([UInt8]) -> [Point]

    private static let whole: Int64 = 4 << 20
    private static let window: Int64 = 1 << 18
    private static let windows: Int64 = 16
    /// `nil` when there are no time stamps.
    func length(from start: Int64, to end: Int64, in file: inout ByteReader) -> MeasuredLength? {
        guard end > start else { return nil }
        var tally = Tally(self)
        if end - start <= Self.whole {
            guard let bytes = file.upTo(Int(end - start), at: start) else { return nil }
            tally.add(points(bytes), at: start)
            return tally.length
        }
        for index in 0..<Self.windows {
            let at = start + index * (end - start - Self.window) / (Self.windows - 1)
            guard let bytes = file.upTo(Int(Self.window), at: at) else { break }
            var found = points(bytes)
            var begin = at
            var reach = Self.window
            while index == Self.windows - 1, found.isEmpty, reach < 1 << 24 {
                reach = min(reach * 4, end - start)
                begin = end - reach
                guard let more = file.upTo(Int(reach), at: begin) else { break }
                found = points(more)
                if reach == end - start { break }
            }
            tally.add(found, at: begin)
        }
        return tally.length
    }
}

/// Adds up the time between points, piece by piece.
private struct Tally {
    /// Sound and picture are stored up to a second and a half apart.
    private static let skew = 1.5
    /// A stream that begins later than this began elsewhere.
    private static let latestStart = 10.0
    /// No pause is longer in a stream whose bytes come all the time.
    private static let longestPause = 60.0

    let isSteady: Bool
    let startsAnywhere: Bool
    private var closed = 0.0
    private var isEstimate = false
    private var piece: (start: Double, most: Double)?
    /// The last point: its place, and the seconds a byte in its window.
    private var last: (offset: Int64, rate: Double)?
    /// What all bytes are worth at the rates of the windows.
    private var worth = 0.0

    init(_ scan: TimelineScan) {
        isSteady = scan.isSteady
        startsAnywhere = scan.startsAnywhere
    }

    private var sum: Double { closed + (piece.map { $0.most - $0.start } ?? 0) }

    var length: MeasuredLength? {
        guard sum > 0 else { return nil }
        // Of many recordings that were joined, whole ones lie between two windows.
        return MeasuredLength(seconds: isEstimate ? max(sum, worth) : sum, isEstimate: isEstimate)
    }

    /// Takes the points of the next window.
    mutating func add(_ points: [TimelineScan.Point], at base: Int64) {
        guard let first = points.first, let end = points.last else { return }
        var inside = self
        inside.closed = 0
        inside.piece = (first.seconds, first.seconds)
        for point in points.dropFirst() { inside.go(to: point) }
        let bytes = Double(end.offset - first.offset)
        let rate = bytes > 0 ? inside.sum / bytes : 0
        if let last {
            let gap = Double(base + Int64(first.offset) - last.offset) * (last.rate + rate) / 2
            worth += gap
            cross(to: first, gap)
        } else {
            go(to: first)
        }
        for point in points.dropFirst() { go(to: point) }
        worth += inside.sum
        last = (base + Int64(end.offset), rate)
    }

    private mutating func go(to point: TimelineScan.Point) {
        guard point.seconds.isFinite else { return }
        guard let piece, !point.isStart, point.seconds >= piece.most - Self.skew,
            !isSteady || point.seconds <= piece.most + Self.longestPause
        else {
            let isElsewhere = startsAnywhere || piece != nil && isSteady || point.seconds > Self.latestStart
            let start = isElsewhere ? point.seconds : min(0, point.seconds)
            closed = sum
            self.piece = (start, point.seconds)
            return
        }
        self.piece = (min(piece.start, point.seconds), max(piece.most, point.seconds))
    }

    /// Over bytes that were not read, which are worth so many seconds.
    private mutating func cross(to point: TimelineScan.Point, _ worth: Double) {
        guard point.seconds.isFinite, let piece else { return go(to: point) }
        let step = point.seconds - piece.most
        guard point.isStart || step < -Self.skew || isSteady && step > 20 * worth + Self.longestPause else {
            return go(to: point)
        }
        isEstimate = true
        // In the gap the old stream ended and the new one came to where it is.
        closed = sum + worth
        self.piece = (point.seconds, point.seconds)
    }
}
