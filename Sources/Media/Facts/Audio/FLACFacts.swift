/// FLAC: RFC 9639, sections 8.1 and 8.2 (`STREAMINFO` comes first).
struct FLACFacts: FactReader {
    let types: Set<MediaType> = [.flac]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let offset = MPEGAudioRepair.tagLength(at: 0, in: &file) ?? 0
        guard let head = file.bytes(at: offset, 26), head.has("fLaC"), head[4] & 0x7F == 0 else { return }
        facts.codecs = ["flac"]
        facts.duration = Self.duration(Array(head[8...]))
    }

    /// Of the first bytes of a `STREAMINFO`.
    static func duration(_ info: [UInt8]) -> Double? {
        guard info.count >= 18 else { return nil }
        let word = info[10..<18].bigEndian
        let rate = word >> 44
        let samples = word & 0xF_FFFF_FFFF
        return rate > 0 && samples > 0 ? Double(samples) / Double(rate) : nil
    }
}
