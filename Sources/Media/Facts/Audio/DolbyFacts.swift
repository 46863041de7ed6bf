/// Dolby Digital (AC-3): ETSI TS 102 366, section 4.3. One bit rate throughout, so that the size tells the length.
struct DolbyFacts: FactReader {
    let types: Set<MediaType> = ["audio/vnd.dolby.dd-raw"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        // Beyond 10 the identification is another codec's.
        guard let head = file.bytes(at: 0, 6), head[0] == 0x0B, head[1] == 0x77, head[5] >> 3 <= 10 else { return }
        let index = Int(head[4] & 0x3F) / 2
        facts.codecs = ["ac3"]
        if index < Self.kilobits.count { facts.duration = Double(file.size) / Double(125 * Self.kilobits[index]) }
    }

    private static let kilobits = [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
    ]
}
