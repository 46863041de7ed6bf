/// FLAC: RFC 9639, sections 8.1 and 8.2 (`STREAMINFO` comes first), 9.1 (frame headers).
///
/// The samples that `STREAMINFO` tells are held against the last frame's place. A program that cannot seek back leaves 0.
struct FLACFacts: FactReader {
    let types: Set<MediaType> = [.flac]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let offset = MPEGAudioRepair.tagLength(at: 0, in: &file) ?? 0
        guard let head = file.bytes(at: offset, 26), head.has("fLaC"), head[4] & 0x7F == 0 else { return }
        facts.codecs = ["flac"]
        let info = Array(head[8...])
        let word = info[10..<18].bigEndian
        let rate = Double(word >> 44)
        guard rate > 0 else { return }
        let claimed = word & 0xF_FFFF_FFFF
        let block = Int(info[2..<4].bigEndian)
        let timeline = TimelineScan { bytes in Self.points(bytes, rate: rate, block: block) }
        facts.settle(
            claimed: claimed > 0 ? Double(claimed) / rate : nil,
            measured: timeline.length(from: offset, to: file.size, in: &file)
        )
    }

    /// The end of every frame, and the beginning of every file.
    private static func points(_ bytes: [UInt8], rate: Double, block: Int) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        while let place = bytes.firstPlace(of: [0xFF], from: at), place + 16 <= bytes.count {
            at = place + 1
            guard let frame = FLACFrame(bytes, at: place, block: block) else { continue }
            points.append(TimelineScan.Point(offset: place, seconds: Double(frame.start + frame.samples) / rate))
            at = place + 16
        }
        // Another file begins without a frame of its own.
        at = 0
        while let place = bytes.firstPlace(of: Array("fLaC".utf8), from: at) {
            at = place + 4
            guard place + 5 <= bytes.count, bytes[place + 4] & 0x7F == 0 else { continue }
            points.append(TimelineScan.Point(offset: place, seconds: 0, isStart: true))
        }
        return points.sorted { $0.offset < $1.offset }
    }
}

/// The header of one FLAC frame.
private struct FLACFrame {
    /// Samples ahead of it.
    let start: Int
    let samples: Int

    /// - Parameter block: Samples of every frame but the last, of a stream whose frames are alike.
    init?(_ bytes: [UInt8], at place: Int, block: Int) {
        guard bytes[place + 1] & 0xFE == 0xF8, bytes[place + 2] >> 4 != 0, bytes[place + 2] & 15 != 15,
            bytes[place + 3] >> 4 < 11, bytes[place + 3] & 1 == 0
        else { return nil }
        // A number as UTF-8 writes it, of up to seven bytes.
        let first = bytes[place + 4]
        let ones = (~first).leadingZeroBitCount
        guard ones != 1, ones <= 7 else { return nil }
        var number = ones == 0 ? Int(first) : Int(first) & (0x7F >> ones)
        var at = place + 5
        for _ in 0..<max(0, ones - 1) {
            guard bytes[at] & 0xC0 == 0x80 else { return nil }
            number = number << 6 | Int(bytes[at] & 0x3F)
            at += 1
        }
        let code = Int(bytes[place + 2] >> 4)
        switch code {
        case 1: samples = 192
        case 2...5: samples = 576 << (code - 2)
        case 6:
            samples = Int(bytes[at]) + 1
            at += 1
        case 7:
            samples = Int(bytes[at..<at + 2].bigEndian) + 1
            at += 2
        default: samples = 256 << (code - 8)
        }
        switch bytes[place + 2] & 15 {
        case 12: at += 1
        case 13, 14: at += 2
        default: break
        }
        guard at < bytes.count, Self.checksum(bytes[place..<at]) == bytes[at] else { return nil }
        start = bytes[place + 1] & 1 == 1 ? number : number * max(1, block)
    }

    /// CRC with the polynomial x⁸ + x² + x + 1 (RFC 9639, section 9.1.8).
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt8 {
        bytes.reduce(0) { sum, byte in
            (0..<8).reduce(sum ^ byte) { value, _ in value & 0x80 == 0 ? value << 1 : value << 1 ^ 7 }
        }
    }
}
