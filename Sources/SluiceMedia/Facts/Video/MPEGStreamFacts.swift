/// MPEG transport and program streams: ISO/IEC 13818-1, sections 2.4.3.2 (packets) and 2.4.3.6 (time stamps of the streams in
/// them); ISO/IEC 11172-1, section 2.4.3.3.
///
/// Nothing tells their length but the time stamps. Codecs and sizes are left to ffprobe.
struct MPEGStreamFacts: FactReader {
    let types: Set<MediaType> = ["video/mp2t", "video/mpeg", "video/mpg"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let pitch = TransportStreamRepair.pitch(of: &file)
        let timeline = TimelineScan(startsAnywhere: true, isSteady: true) { bytes in
            pitch.map { Self.points(bytes, pitch: $0) } ?? Self.points(bytes)
        }
        facts.settle(claimed: nil, measured: timeline.length(from: 0, to: file.size, in: &file))
    }

    /// Of a program stream.
    private static func points(_ bytes: [UInt8]) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        while let place = bytes.firstPlace(of: [0, 0, 1], from: at) {
            at = place + 3
            if let seconds = time(bytes, place) { points.append(TimelineScan.Point(offset: place, seconds: seconds)) }
        }
        return points
    }

    /// Of a transport stream, whose packets begin every so many bytes.
    private static func points(_ bytes: [UInt8], pitch: Int) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        while at + 188 <= bytes.count {
            let isPacket = bytes[at] == 0x47 && (at + pitch >= bytes.count || bytes[at + pitch] == 0x47)
            guard isPacket else {
                at += 1
                continue
            }
            let hasField = bytes[at + 3] & 0x20 != 0
            let payload = at + 4 + (hasField ? 1 + Int(bytes[at + 4]) : 0)
            if bytes[at + 1] & 0x40 != 0, bytes[at + 3] & 0x10 != 0, payload + 19 <= at + 188,
                let seconds = time(bytes, payload)
            {
                points.append(TimelineScan.Point(offset: at, seconds: seconds))
            }
            at += pitch
        }
        return points
    }

    /// The presentation time of a packet of sound or pictures that begins at an index.
    private static func time(_ bytes: [UInt8], _ at: Int) -> Double? {
        guard at + 19 <= bytes.count, bytes[at] == 0, bytes[at + 1] == 0, bytes[at + 2] == 1,
            bytes[at + 3] == 0xBD || (0xC0...0xEF).contains(bytes[at + 3])
        else { return nil }
        var place = at + 6
        if bytes[place] & 0xC0 == 0x80 {
            guard bytes[place + 1] & 0x80 != 0 else { return nil }
            place += 3
        } else {
            // MPEG-1: padding, the size of the buffer.
            while place < at + 14, bytes[place] == 0xFF { place += 1 }
            if bytes[place] & 0xC0 == 0x40 { place += 2 }
        }
        guard place + 5 <= bytes.count, bytes[place] >> 4 == 2 || bytes[place] >> 4 == 3,
            bytes[place] & bytes[place + 2] & bytes[place + 4] & 1 == 1
        else { return nil }
        let high = UInt64(bytes[place] >> 1 & 7) << 30
        let middle = UInt64(bytes[place + 1]) << 22 | UInt64(bytes[place + 2] >> 1) << 15
        let low = UInt64(bytes[place + 3]) << 7 | UInt64(bytes[place + 4] >> 1)
        return Double(high | middle | low) / 90_000
    }
}
