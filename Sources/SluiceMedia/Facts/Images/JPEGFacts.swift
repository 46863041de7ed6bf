/// JPEG: ITU-T T.81, annex B (segments, frame headers), and EXIF 2.32, section 4.7.2 (`APP1`).
struct JPEGFacts: FactReader {
    let types: Set<MediaType> = [.jpeg]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var offset: Int64 = 2
        for _ in 0..<512 {
            guard let head = file.bytes(at: offset, 4), head[0] == 0xFF else { return }
            // Any number of fill bytes may stand before a marker.
            guard head[1] != 0xFF else {
                offset += 1
                continue
            }
            let marker = head[1]
            let length = Int64(head[2...].bigEndian)
            guard length >= 2 else { return }
            switch marker {
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                guard let frame = file.bytes(at: offset + 5, 4) else { return }
                facts.height = Int(frame[..<2].bigEndian)
                facts.width = Int(frame[2...].bigEndian)
            case 0xE1 where facts.exif.isEmpty:
                guard file.bytes(at: offset + 4, 6)?.has("Exif\0\0") == true else { break }
                EXIF(at: offset + 10, length: length - 8, in: &file)?.read(&file, into: &facts)
            case 0xDA, 0xD9: return
            default: break
            }
            offset += 2 + length
        }
    }
}
