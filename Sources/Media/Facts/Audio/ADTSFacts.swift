/// AAC in ADTS: ISO/IEC 13818-7, section 6.2. Nothing tells the whole length, so frames are counted: all of a file up to a
/// megabyte, else as many as that holds.
struct ADTSFacts: FactReader {
    let types: Set<MediaType> = ["audio/aac"]
    private static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let start = MPEGAudioRepair.tagLength(at: 0, in: &file) ?? 0
        guard let bytes = file.upTo(1 << 20, at: start) else { return }
        var at = 0
        var seconds = 0.0
        while at + 7 <= bytes.count, bytes[at] == 0xFF, bytes[at + 1] & 0xF6 == 0xF0 {
            let rate = Int(bytes[at + 2] >> 2 & 15)
            let length = Int(bytes[at + 3..<at + 6].bigEndian >> 5 & 0x1FFF)
            guard rate < Self.rates.count, length >= 7 else { break }
            seconds += Double(1024 * (1 + Int(bytes[at + 6] & 3))) / Double(Self.rates[rate])
            at += length
        }
        guard at > 0 else { return }
        facts.codecs = ["aac"]
        let isWhole = start + Int64(bytes.count) >= file.size
        facts.duration = isWhole ? seconds : seconds * Double(file.size - start) / Double(at)
    }
}
