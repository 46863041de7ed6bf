/// Dolby Digital (AC-3): ETSI TS 102 366, section 4.3. Its frames are counted.
struct DolbyFacts: FactReader {
    let types: Set<MediaType> = ["audio/vnd.dolby.dd-raw"]

    private static let scan = FrameScan(header: 6, first: 0x0B) { bytes, at in
        // Beyond 10 the identification is another codec's.
        guard bytes[at + 1] == 0x77, bytes[at + 5] >> 3 <= 10 else { return nil }
        let (code, index) = (Int(bytes[at + 4] >> 6), Int(bytes[at + 4] & 0x3F))
        guard code < 3, index / 2 < kilobits.count else { return nil }
        let rate = [48_000, 44_100, 32_000][code]
        let bits = 1000 * kilobits[index / 2]
        // Words of two bytes; at 44,100 every other frame has one more.
        let words = 1536 * bits / rate / 16 + (code == 1 ? index & 1 : 0)
        return FrameScan.Frame(
            length: 2 * words,
            seconds: 1536 / Double(rate),
            kind: UInt64(code) << 8 | UInt64(bytes[at + 5]),
            rate: Double(bits) / 8
        )
    }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let measured = Self.scan.length(from: 0, to: file.size, in: &file) else { return }
        facts.codecs = ["ac3"]
        facts.settle(claimed: nil, measured: measured)
    }

    private static let kilobits = [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
    ]
}
