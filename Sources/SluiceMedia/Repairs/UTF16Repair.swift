/// Text in UTF-16 without a mark (RFC 2781, section 4.3): libmagic knows it by its mark alone.
///
/// Blanks and line ends have a zero beside them in texts of every script.
struct UTF16Repair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard file.size % 2 == 0, let head = file.upTo(4096, at: 0), head.contains(0),
            let isBigEndian = UTF16Guess.isBigEndian(head)
        else { return nil }
        return Finding(.plainText, "UTF-16 text without a mark, \(isBigEndian ? "big" : "little")-endian")
    }
}
