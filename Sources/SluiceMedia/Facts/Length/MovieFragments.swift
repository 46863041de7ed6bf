/// The times of the fragments of an MP4 file: ISO/IEC 14496-12, sections 8.8.3 (`trex`), 8.8.7 (`tfhd`), 8.8.8 (`trun`) and 8.8.12
/// (`tfdt`).
struct MovieFragments {
    /// Units a second, by track.
    var scales: [UInt64: UInt64] = [:]
    /// Units of a sample where its fragment does not say, by track.
    private var defaults: [UInt64: UInt64] = [:]

    mutating func readDefaults(_ box: Box, _ file: inout ByteReader) {
        for part in Box.children(of: box, in: &file) where part.type == "trex" {
            guard let body = file.bytes(at: part.payload, 16) else { continue }
            defaults[body[4..<8].bigEndian] = body[12..<16].bigEndian
        }
    }

    var timeline: TimelineScan {
        TimelineScan { [self] bytes in points(bytes) }
    }

    /// The end of every fragment, and the beginning of the first. Its tracks lie one behind the other: the longest counts.
    private func points(_ bytes: [UInt8]) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        while let place = bytes.firstPlace(of: Array("moof".utf8), from: at) {
            at = place + 4
            guard place >= 4, bytes.has("mfhd", at: place + 8) else { continue }
            let end = min(bytes.count, place - 4 + Int(bytes[place - 4..<place].bigEndian))
            let spans = Self.boxes("traf", bytes, place + 4, end).compactMap { span(bytes, $0.0, $0.1) }
            guard let start = spans.map(\.start).max(), let last = spans.map(\.end).max() else { continue }
            if points.isEmpty { points.append(TimelineScan.Point(offset: place, seconds: start)) }
            points.append(TimelineScan.Point(offset: place, seconds: last))
        }
        return points
    }

    private func span(_ bytes: [UInt8], _ start: Int, _ end: Int) -> (start: Double, end: Double)? {
        guard let head = Self.boxes("tfhd", bytes, start, end).first, head.0 + 8 <= head.1,
            let time = Self.boxes("tfdt", bytes, start, end).first, time.0 + 8 <= time.1
        else { return nil }
        let track = bytes[head.0 + 4..<head.0 + 8].bigEndian
        guard let scale = scales[track], scale > 0 else { return nil }
        let flags = bytes[head.0 + 1..<head.0 + 4].bigEndian
        var usual = defaults[track] ?? 0
        // Ahead of it may stand an offset and an index.
        let place = head.0 + 8 + (flags & 1 != 0 ? 8 : 0) + (flags & 2 != 0 ? 4 : 0)
        if flags & 8 != 0, place + 4 <= head.1 { usual = bytes[place..<place + 4].bigEndian }
        let isLong = bytes[time.0] == 1 && time.0 + 12 <= time.1
        let base = isLong ? bytes[time.0 + 4..<time.0 + 12].bigEndian : bytes[time.0 + 4..<time.0 + 8].bigEndian
        let runs = Self.boxes("trun", bytes, start, end).map { Self.units(bytes, $0.0, $0.1, usual) }
        let units = Double(base) + runs.reduce(0, +)
        return (Double(base) / Double(scale), units / Double(scale))
    }

    /// Units that the samples of a run last.
    private static func units(_ bytes: [UInt8], _ start: Int, _ end: Int, _ usual: UInt64) -> Double {
        guard start + 8 <= end else { return 0 }
        let flags = bytes[start + 1..<start + 4].bigEndian
        let count = bytes[start + 4..<start + 8].bigEndian
        let width = [0x100, 0x200, 0x400, 0x800].reduce(0) { $0 + (flags & UInt64($1) != 0 ? 4 : 0) }
        guard flags & 0x100 != 0 else { return Double(count) * Double(usual) }
        var at = start + 8 + (flags & 1 != 0 ? 4 : 0) + (flags & 4 != 0 ? 4 : 0)
        var units = 0.0
        for _ in 0..<min(count, UInt64((end - start) / 4)) where at + 4 <= end {
            units += Double(bytes[at..<at + 4].bigEndian)
            at += width
        }
        return units
    }

    /// Boxes of a type between two indices: where their content begins and ends.
    private static func boxes(_ type: String, _ bytes: [UInt8], _ start: Int, _ end: Int) -> [(Int, Int)] {
        var found: [(Int, Int)] = []
        var at = start
        while at + 8 <= end, found.count < 64 {
            let size = Int(bytes[at..<at + 4].bigEndian)
            guard size >= 8 else { break }
            if bytes.has(type, at: at + 4) { found.append((at + 8, min(at + size, end))) }
            at += size
        }
        return found
    }
}
