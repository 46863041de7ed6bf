/// The header of an MPEG audio frame (ISO/IEC 11172-3, section 2.4.1.3; 13818-3 for the half rates).
struct MPEGAudioFrame {
    /// Bytes from this header to the next.
    let length: Int
    /// Version, layer and sampling rate: the same in every frame of a stream.
    let kind: UInt64
    /// Samples a second.
    let sampleRate: Int
    /// Bits a second.
    let bitRate: Int
    /// Samples of one channel in the frame.
    let samples: Int
    /// Bytes of side information behind the header, of layer III.
    let sideBytes: Int
    /// Codec, by ffmpeg's name.
    let codec: String

    init?(_ header: [UInt8]) {
        let word = header.bigEndian
        let version = Int(word >> 19 & 3)
        let layer = Int(word >> 17 & 3)
        let rateIndex = Int(word >> 10 & 3)
        let bitIndex = Int(word >> 12 & 15)
        guard word >> 21 & 0x7ff == 0x7ff, version != 1, layer != 0, rateIndex != 3, (1...14).contains(bitIndex) else {
            return nil
        }
        let isFirst = version == 3
        let rate = [44100, 48000, 32000][rateIndex] / (isFirst ? 1 : version == 2 ? 2 : 4)
        let bits = 1000 * Self.kilobits(isFirst, layer)[bitIndex - 1]
        let padding = Int(word >> 9 & 1)
        switch (layer, isFirst) {
        case (3, _): length = (12 * bits / rate + padding) * 4
        case (1, false): length = 72 * bits / rate + padding
        default: length = 144 * bits / rate + padding
        }
        kind = word & 0xfffe_0c00
        sampleRate = rate
        bitRate = bits
        samples = layer == 3 ? 384 : layer == 1 && !isFirst ? 576 : 1152
        let isMono = word >> 6 & 3 == 3
        sideBytes = isFirst ? (isMono ? 17 : 32) : (isMono ? 9 : 17)
        codec = layer == 3 ? "mp1" : layer == 2 ? "mp2" : "mp3"
    }

    /// Bit rates in kbit/s. Layers are coded 3, 2, 1 for I, II, III.
    private static func kilobits(_ isFirst: Bool, _ layer: Int) -> [Int] {
        switch (isFirst, layer) {
        case (true, 3): [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448]
        case (true, 2): [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384]
        case (true, _): [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        case (false, 3): [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256]
        case (false, _): [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
        }
    }
}
