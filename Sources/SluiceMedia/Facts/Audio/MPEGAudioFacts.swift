/// MP3 and its neighbours: what encoders leave of the whole in the first frame (`Xing`, `Info`, `VBRI`), held against the
/// frames that are there.
///
/// Files joined with `cat` have the first one's header; its count of bytes, and the frames behind them, show that there is more.
struct MPEGAudioFacts: FactReader {
    let types: Set<MediaType> = [.mp3, "audio/mp3"]

    private static let scan = FrameScan(header: 4, first: 0xFF) { bytes, at in
        guard let frame = MPEGAudioFrame(Array(bytes[at..<at + 4])) else { return nil }
        return FrameScan.Frame(
            length: frame.length,
            seconds: Double(frame.samples) / Double(frame.sampleRate),
            kind: frame.kind,
            rate: Double(frame.bitRate) / 8
        )
    }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var start: Int64 = 0
        while start < file.size, let length = MPEGAudioRepair.tagLength(at: start, in: &file) { start += length }
        // A tag that claims to be longer than the file hides nothing.
        if start >= file.size { start = 10 }
        guard let window = file.upTo(1 << 16, at: start), let found = Self.firstFrame(in: window),
            let frame = MPEGAudioFrame(Array(window[found..<found + 4]))
        else { return }
        facts.codecs = [frame.codec]
        let begin = start + Int64(found)
        let end = max(begin, Self.end(of: &file))
        let measured = Self.scan.length(from: begin, to: end, in: &file)
        guard let told = EncoderHeader(Array(window[found...]), frame) else {
            facts.settle(claimed: nil, measured: measured)
            return
        }
        if measured?.isEstimate == true, let bytes = told.bytes, begin + bytes + 16_384 < end,
            let rest = Self.scan.length(from: begin + bytes, to: end, in: &file), rest.seconds > 1
        {
            // More frames follow those that the header counts.
            let first = Self.scan.length(from: begin, to: begin + bytes, in: &file)
            let isRight = first.map { abs($0.seconds - told.seconds) < 0.15 * told.seconds } == true
            facts.settle(claimed: nil, measured: isRight ? MeasuredLength(seconds: told.seconds) + rest : measured)
            facts.notes = [
                "its header claims a length of \(told.seconds.asLength), its bytes hold about "
                    + "\((facts.duration ?? 0).asLength); the bytes are believed"
            ]
            return
        }
        facts.settle(claimed: told.seconds, measured: measured)
    }

    private static func firstFrame(in window: [UInt8]) -> Int? {
        guard window.count >= 4 else { return nil }
        return (0...window.count - 4).first { index in
            window[index] == 0xFF
                && MPEGAudioFrame(Array(window[index..<index + 4])).map { frame in
                    let next = index + frame.length
                    return next + 4 > window.count
                        || MPEGAudioFrame(Array(window[next..<next + 4]))?.kind == frame.kind
                } == true
        }
    }

    /// Where the sound ends: ahead of an ID3v1 tag (128 bytes) and an APE tag (version 2, its size in the last 32 bytes).
    private static func end(of file: inout ByteReader) -> Int64 {
        var end = file.size
        if let tag = file.bytes(at: end - 128, 3), tag.has("TAG") { end -= 128 }
        if let footer = file.bytes(at: end - 32, 32), footer.has("APETAGEX") {
            let hasHeader = footer[23] & 0x80 != 0
            end -= Int64(footer[12..<16].littleEndian) + (hasHeader ? 32 : 0)
        }
        return max(0, end)
    }
}

/// What an encoder says of the whole in the first frame.
private struct EncoderHeader {
    let seconds: Double
    /// Bytes from the first frame to the end, where it tells them.
    var bytes: Int64?

    init?(_ bytes: [UInt8], _ frame: MPEGAudioFrame) {
        let place = 4 + frame.sideBytes
        guard bytes.count >= 64 else { return nil }
        let frames: UInt64
        if bytes.has("Xing", at: place) || bytes.has("Info", at: place) {
            guard bytes[place + 7] & 1 == 1 else { return nil }
            frames = bytes[place + 8..<place + 12].bigEndian
            if bytes[place + 7] & 2 == 2 { self.bytes = Int64(bytes[place + 12..<place + 16].bigEndian) }
        } else if bytes.has("VBRI", at: 36) {
            frames = bytes[50..<54].bigEndian
            self.bytes = Int64(bytes[46..<50].bigEndian)
        } else {
            return nil
        }
        seconds = Double(frames) * Double(frame.samples) / Double(frame.sampleRate)
    }
}
