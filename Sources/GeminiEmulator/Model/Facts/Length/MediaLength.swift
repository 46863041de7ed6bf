import SluiceHTTP

/// How long a recording or a film plays, read from its own headers without any tool.
enum MediaLength {
    /// In seconds. `nil` for other containers, and for what is broken.
    static func seconds(of path: String) -> Double? {
        guard let file = try? SourceFile(opening: path), let head = try? file.read(at: 0, count: 64 << 10) else {
            return nil
        }
        let seconds =
            if head.has("RIFF"), head.has("WAVE", at: 8) {
                wave(head, size: file.size)
            } else if head.has("RIFF"), head.has("AVI ", at: 8) {
                film(head)
            } else if head.has("fLaC") {
                flac(head)
            } else if head.has("OggS") {
                ogg(head, tail: tail(of: file))
            } else if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
                MatroskaHeader.seconds(head)
            } else if head.has("ID3") || MPEGFrame(head, at: 0) != nil {
                mpeg(file, head)
            } else {
                MovieHeader.duration(of: path)
            }
        return seconds.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    }

    /// By the chunks `fmt ` and `data` (RIFF). A recorder that broke off leaves a `data` of no size.
    private static func wave(_ head: [UInt8], size: Int64) -> Double? {
        var at = 12
        var rate: Int?
        while let length = head.little32(at + 4) {
            if head.has("fmt ", at: at) { rate = head.little32(at + 16) }
            if head.has("data", at: at) {
                let bytes = min(Int64(length), size - Int64(at) - 8)
                return rate.flatMap { $0 > 0 ? Double(bytes) / Double($0) : nil }
            }
            at += 8 + length + length % 2
        }
        return nil
    }

    /// By the main header of an AVI: microseconds a frame, and frames.
    private static func film(_ head: [UInt8]) -> Double? {
        guard head.has("avih", at: 24), let each = head.little32(32), let frames = head.little32(48) else { return nil }
        return Double(each) * Double(frames) / 1_000_000
    }

    /// By the STREAMINFO block (RFC 9639 §8.2): a rate of 20 bits, and samples of 36.
    private static func flac(_ head: [UInt8]) -> Double? {
        guard let first = head.big32(18), let low = head.big32(22) else { return nil }
        let rate = first >> 12
        let samples = (first & 0xF) << 32 | low
        return rate > 0 ? Double(samples) / Double(rate) : nil
    }

    /// By the granule position of the last page (RFC 3533 §6), in samples.
    private static func ogg(_ head: [UInt8], tail: [UInt8]) -> Double? {
        guard head.count > 28 else { return nil }
        let packet = 27 + Int(head[26])
        let rate: Int?
        var skipped = 0
        if head.has("OpusHead", at: packet) {
            rate = 48_000
            skipped = head.little16(packet + 10) ?? 0
        } else {
            rate = head.has("\u{1}vorbis", at: packet) ? head.little32(packet + 12) : nil
        }
        let last = tail.indices.reversed().first { tail.has("OggS", at: $0) }
        guard let rate, rate > 0, let last, let low = tail.little32(last + 6), let high = tail.little32(last + 10),
            high < 1 << 31
        else { return nil }
        return Double((high << 32 | low) - skipped) / Double(rate)
    }

    /// By the count of frames in the first one (Xing, Info), or else by the rate of bits, which is then constant.
    private static func mpeg(_ file: SourceFile, _ head: [UInt8]) -> Double? {
        var start: Int64 = 0
        if head.has("ID3"), head.count > 10 {
            // Seven bits a byte (ID3v2 §3.1).
            start = 10 + Int64(head[6...9].reduce(0) { $0 << 7 | Int($1 & 0x7F) })
        }
        guard let bytes = try? file.read(at: start, count: 8192),
            let place = bytes.indices.first(where: { MPEGFrame(bytes, at: $0) != nil }),
            let frame = MPEGFrame(bytes, at: place)
        else { return nil }
        let mark = bytes[place..<min(bytes.count, place + 64)].indices.first {
            bytes.has("Xing", at: $0) || bytes.has("Info", at: $0)
        }
        if let mark, let flags = bytes.big32(mark + 4), flags & 1 == 1, let count = bytes.big32(mark + 8) {
            return Double(count) * Double(frame.samples) / Double(frame.rate)
        }
        return Double(file.size - start - Int64(place)) * 8 / Double(frame.bitRate)
    }

    private static func tail(of file: SourceFile) -> [UInt8] {
        let count = min(file.size, 128 << 10)
        return (try? file.read(at: file.size - count, count: Int(count))) ?? []
    }
}

extension [UInt8] {
    func has(_ text: String, at place: Int = 0) -> Bool {
        place >= 0 && place < count && self[place...].starts(with: text.utf8)
    }
}
