/// Text in UTF-16 without a mark (RFC 2781, section 4.3): libmagic knows it by its mark alone.
///
/// Words of the Latin alphabet have a zero in every second byte, and nothing else has that and line ends as well.
struct UTF16Repair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard file.size % 2 == 0, let head = file.upTo(4096, at: 0), head.count >= 8 else { return nil }
        for (zero, name) in [(1, "little"), (0, "big")] {
            var plain = 0
            var isText = true
            for at in stride(from: 0, to: head.count - 1, by: 2) {
                let (high, low) = (head[at + zero], head[at + 1 - zero])
                if high == 0, (0x20..<0x7F).contains(low) || low == 0x0A || low == 0x0D || low == 0x09 {
                    plain += 1
                } else if high == 0, low < 0x20 {
                    isText = false
                }
            }
            if isText, plain * 20 >= head.count * 9 {
                return Finding(.plainText, "UTF-16 text without a mark, \(name)-endian")
            }
        }
        return nil
    }
}
