/// The times of the clusters of Matroska and their blocks (RFC 9559, sections 5.1.3 and 10).
///
/// Live recordings have clusters of unknown size, no length and no index: what is left are these times.
struct MatroskaClusters {
    /// Nanoseconds of a tick.
    let scale: UInt64

    var timeline: TimelineScan {
        TimelineScan { [scale] bytes in Self.points(bytes, seconds: Double(scale) / 1e9) }
    }

    private static func points(_ bytes: [UInt8], seconds: Double) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        while let place = bytes.firstPlace(of: [0x1F, 0x43, 0xB6, 0x75], from: at) {
            at = place + 4
            guard let size = Number(bytes, at), let time = time(in: bytes, at + size.length) else { continue }
            points.append(TimelineScan.Point(offset: place, seconds: Double(time.value) * seconds))
            at = time.end
            let end = size.value.map { min(bytes.count, place + 4 + size.length + $0) } ?? bytes.count
            while at < end, let block = Block(bytes, at) {
                if let ticks = block.time {
                    let moment = Double(Int64(clamping: time.value)) + Double(ticks)
                    points.append(TimelineScan.Point(offset: at, seconds: moment * seconds))
                }
                at = block.end
            }
        }
        return points
    }

    /// The time stamp, which is a cluster's first element, or nearly.
    private static func time(in bytes: [UInt8], _ start: Int) -> (value: UInt64, end: Int)? {
        var at = start
        for _ in 0..<4 {
            guard at < bytes.count else { return nil }
            if bytes[at] == 0xE7 {
                guard let size = Number(bytes, at + 1), let count = size.value, (1...8).contains(count) else {
                    return nil
                }
                let body = at + 1 + size.length
                guard body + count <= bytes.count else { return nil }
                return (bytes[body..<body + count].bigEndian, body + count)
            }
            // Void, CRC-32, Position, PrevSize.
            guard [0xEC, 0xBF, 0xA7, 0xAB].contains(bytes[at]), let size = Number(bytes, at + 1),
                let count = size.value
            else { return nil }
            at += 1 + size.length + min(count, bytes.count)
        }
        return nil
    }

    /// A number of variable length (RFC 8794, section 4); without a value where it is unknown.
    private struct Number {
        let value: Int?
        let length: Int

        init?(_ bytes: [UInt8], _ at: Int) {
            guard at < bytes.count, bytes[at] != 0 else { return nil }
            length = bytes[at].leadingZeroBitCount + 1
            guard at + length <= bytes.count else { return nil }
            let mask: UInt64 = (1 << UInt64(7 * length)) - 1
            let number = bytes[at..<at + length].bigEndian & mask
            value = number == mask ? nil : Int(clamping: number)
        }
    }

    /// An element of a cluster: a block, or one to pass over.
    private struct Block {
        /// Ticks from the cluster's time; `nil` of what is no block.
        var time: Int16?
        let end: Int

        init?(_ bytes: [UInt8], _ at: Int) {
            guard let size = Number(bytes, at + 1), let count = size.value else { return nil }
            var body = at + 1 + size.length
            // What is cut by the window's end counts all the same.
            end = body + min(count, bytes.count)
            switch bytes[at] {
            case 0xA3: break
            case 0xA0:
                guard body < bytes.count, bytes[body] == 0xA1, let inner = Number(bytes, body + 1) else { return }
                body += 1 + inner.length
            case 0xEC, 0xBF, 0xA7, 0xAB, 0xAF: return
            default: return nil
            }
            guard let track = Number(bytes, body), body + track.length + 2 <= bytes.count else { return }
            let place = body + track.length
            time = Int16(truncatingIfNeeded: bytes[place..<place + 2].bigEndian)
        }
    }
}
