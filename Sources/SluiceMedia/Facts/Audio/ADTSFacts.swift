/// AAC in ADTS: ISO/IEC 13818-7, section 6.2. Nothing tells the whole length: frames are counted, in large files samples
/// of them.
struct ADTSFacts: FactReader {
    let types: Set<MediaType> = ["audio/aac"]
    private static let rates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]
    private static let scan = FrameScan(header: 7, first: 0xFF) { bytes, at in
        guard bytes[at + 1] & 0xF6 == 0xF0 else { return nil }
        let rate = Int(bytes[at + 2] >> 2 & 15)
        guard rate < rates.count else { return nil }
        return FrameScan.Frame(
            length: Int(bytes[at + 3..<at + 6].bigEndian >> 5 & 0x1FFF),
            seconds: Double(1024 * (1 + Int(bytes[at + 6] & 3))) / Double(rates[rate]),
            kind: UInt64(bytes[at + 2] & 0xFC)
        )
    }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let start = MPEGAudioRepair.tagLength(at: 0, in: &file) ?? 0
        guard let measured = Self.scan.length(from: start < file.size ? start : 0, to: file.size, in: &file) else {
            return
        }
        facts.codecs = ["aac"]
        facts.settle(claimed: nil, measured: measured)
    }
}
