/// WebP: RFC 9649, sections 2.4 to 2.7.
struct WebPFacts: FactReader {
    let types: Set<MediaType> = [.webp]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var offset: Int64 = 12
        for _ in 0..<64 {
            guard let chunk = file.bytes(at: offset, 8) else { return }
            let length = Int64(chunk[4...].littleEndian)
            switch Box.name(chunk[..<4]) {
            case "VP8X":
                guard let body = file.bytes(at: offset + 8, 10) else { return }
                facts.width = 1 + Int(body[4..<7].littleEndian)
                facts.height = 1 + Int(body[7..<10].littleEndian)
            case "VP8 " where facts.width == nil:
                guard let body = file.bytes(at: offset + 8, 10), Array(body[3..<6]) == [0x9D, 0x01, 0x2A] else {
                    return
                }
                facts.width = Int(body[6..<8].littleEndian & 0x3FFF)
                facts.height = Int(body[8..<10].littleEndian & 0x3FFF)
            case "VP8L" where facts.width == nil:
                guard let body = file.bytes(at: offset + 8, 5), body[0] == 0x2F else { return }
                let bits = body[1...].littleEndian
                facts.width = 1 + Int(bits & 0x3FFF)
                facts.height = 1 + Int(bits >> 14 & 0x3FFF)
            case "EXIF":
                EXIF(at: offset + 8, length: length, in: &file)?.read(&file, into: &facts)
            default: break
            }
            offset += 8 + length + length % 2
        }
    }
}
