/// Measures streams of frames that tell their own length: MPEG audio, ADTS, Dolby Digital.
///
/// Up to ``whole`` bytes every frame is counted. Of more, 64 windows of 64 KiB are counted, and what lies between is taken to
/// be like them: the file is never read through. Whatever is no frame (tags, pictures, cut frames) plays no time.
struct FrameScan {
    /// A frame by its header.
    struct Frame {
        /// Bytes from this header to the next.
        let length: Int
        let seconds: Double
        /// Equal for the frames of one stream.
        let kind: UInt64
        /// Bytes a second that its header states; 0 where it states none.
        var rate: Double = 0
    }

    /// Bytes of a header.
    let header: Int
    /// The byte that every header begins with.
    let first: UInt8
    /// The frame whose header stands at an index. At least ``header`` bytes are there.
    let frame: @Sendable ([UInt8], Int) -> Frame?

    static let whole: Int64 = 4 << 20
    private static let strata: Int64 = 64
    private static let window = 1 << 16

    /// What a stretch of a file plays. `nil` when no frames are found.
    func length(from start: Int64, to end: Int64, in file: inout ByteReader) -> MeasuredLength? {
        guard end > start else { return nil }
        if end - start <= Self.whole {
            guard let bytes = file.upTo(Int(end - start), at: start) else { return nil }
            let count = count(bytes)
            return count.frames > 0 ? MeasuredLength(seconds: count.seconds) : nil
        }
        let pitch = (end - start) / Self.strata
        var seconds = 0.0
        var found = 0
        var rates: Set<Double> = []
        var isSolid = true
        for index in 0..<Self.strata {
            let middle = start + index * pitch + (pitch - Int64(Self.window)) / 2
            // The first and the last window are the file's ends: most tags are there.
            let at = index == 0 ? start : index == Self.strata - 1 ? end - Int64(Self.window) : max(start, middle)
            guard let bytes = file.upTo(Self.window, at: at) else { return nil }
            let count = count(bytes)
            found += count.frames
            rates.formUnion(count.rates)
            isSolid = isSolid && count.frames > 2 && count.gaps == 0
            if count.examined > 0 { seconds += count.seconds / Double(count.examined) * Double(pitch) }
        }
        guard found > 0 else { return nil }
        // One rate throughout: the size tells the length.
        if isSolid, rates.count == 1, let rate = rates.first, rate > 0 {
            return MeasuredLength(seconds: Double(end - start) / rate)
        }
        return MeasuredLength(seconds: seconds, isEstimate: true)
    }

    private struct Count {
        var seconds = 0.0
        var frames = 0
        /// Bytes that were looked at, without cut frames at both ends.
        var examined = 0
        /// Stretches without frames, but for the one that the window begins with.
        var gaps = 0
        var rates: Set<Double> = []
    }

    private func count(_ bytes: [UInt8]) -> Count {
        var count = Count()
        var at = 0
        var start = 0
        var kind: UInt64?
        while at + header <= bytes.count {
            if let frame = plausible(bytes, at), frame.kind == kind || isConfirmed(bytes, at) {
                // The end of a frame that began ahead of the window.
                if count.frames == 0, at < 8192 { start = at }
                guard at + frame.length <= bytes.count else { break }
                count.frames += 1
                count.seconds += frame.seconds
                if count.rates.count < 8 { count.rates.insert(frame.rate) }
                kind = frame.kind
                at += frame.length
                continue
            }
            if kind != nil { count.gaps += 1 }
            kind = nil
            at += max(1, tag(bytes, at))
            at = bytes.firstPlace(of: [first], from: at) ?? bytes.count
        }
        count.examined = max(0, min(at, bytes.count) - start)
        return count
    }

    private func plausible(_ bytes: [UInt8], _ at: Int) -> Frame? {
        guard bytes[at] == first, let frame = frame(bytes, at), frame.length >= header else { return nil }
        return frame
    }

    /// Whether two more frames of the kind follow, as far as there are bytes.
    private func isConfirmed(_ bytes: [UInt8], _ start: Int) -> Bool {
        var at = start
        var kind: UInt64?
        for number in 0..<3 {
            guard at + header <= bytes.count else { return number > 0 }
            guard let frame = plausible(bytes, at), kind ?? frame.kind == frame.kind else { return false }
            kind = frame.kind
            at += frame.length
        }
        return true
    }

    /// Bytes of an ID3v2 tag at an index; 0 where there is none.
    private func tag(_ bytes: [UInt8], _ at: Int) -> Int {
        guard bytes.count - at >= 10, bytes.has("ID3", at: at), bytes[at + 6..<at + 10].allSatisfy({ $0 < 0x80 }) else {
            return 0
        }
        return 10 + bytes[at + 6..<at + 10].reduce(0) { $0 << 7 | Int($1) }
    }
}
