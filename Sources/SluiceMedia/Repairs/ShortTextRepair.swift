/// libmagic calls one byte of text unknown, and sometimes two.
struct ShortTextRepair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard file.size < 4, let bytes = file.bytes(at: 0, Int(file.size)) else { return nil }
        let isText = bytes.allSatisfy { (0x20..<0x7f).contains($0) || (0x09...0x0d).contains($0) }
        return isText ? Finding(.plainText, "too short for libmagic; all of it is text") : nil
    }
}
