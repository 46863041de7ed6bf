/// MP3 and its neighbours: the first frame, and in it what encoders leave of the whole (`Xing`, `Info`, `VBRI`); else the
/// file's length at the first frame's rate.
struct MPEGAudioFacts: FactReader {
    let types: Set<MediaType> = [.mp3, "audio/mp3"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var start: Int64 = 0
        while start < file.size, let length = MPEGAudioRepair.tagLength(at: start, in: &file) { start += length }
        guard let window = file.upTo(1 << 16, at: start), window.count >= 4 else { return }
        let found = (0...window.count - 4).first { index in
            window[index] == 0xFF
                && MPEGAudioFrame(Array(window[index..<index + 4])).map { frame in
                    let next = index + frame.length
                    return next + 4 > window.count
                        || MPEGAudioFrame(Array(window[next..<next + 4]))?.kind == frame.kind
                } == true
        }
        guard let found, let frame = MPEGAudioFrame(Array(window[found..<found + 4])) else { return }
        facts.codecs = [frame.codec]
        let seconds = Double(frame.samples) / Double(frame.sampleRate)
        if let frames = Self.frameCount(in: Array(window[found...]), frame) {
            facts.duration = Double(frames) * seconds
        } else {
            facts.duration = Double(file.size - start - Int64(found)) * 8 / Double(frame.bitRate)
        }
    }

    private static func frameCount(in bytes: [UInt8], _ frame: MPEGAudioFrame) -> UInt64? {
        let place = 4 + frame.sideBytes
        guard bytes.count >= 64 else { return nil }
        if bytes.has("Xing", at: place) || bytes.has("Info", at: place) {
            return bytes[place + 7] & 1 == 1 ? bytes[place + 8..<place + 12].bigEndian : nil
        }
        return bytes.has("VBRI", at: 36) ? bytes[50..<54].bigEndian : nil
    }
}
