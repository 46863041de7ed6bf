/// PNG: the W3C's Portable Network Graphics, third edition. `IHDR` comes first; `eXIf` may come anywhere.
struct PNGFacts: FactReader {
    let types: Set<MediaType> = [.png]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.bytes(at: 0, 24), head.has("IHDR", at: 12) else { return }
        facts.width = Int(head[16..<20].bigEndian)
        facts.height = Int(head[20..<24].bigEndian)
        var offset: Int64 = 8
        for _ in 0..<512 {
            guard let chunk = file.bytes(at: offset, 8) else { return }
            let length = Int64(chunk[..<4].bigEndian)
            if chunk.has("eXIf", at: 4) {
                EXIF(at: offset + 8, length: length, in: &file)?.read(&file, into: &facts)
                return
            }
            offset += 12 + length
        }
    }
}
