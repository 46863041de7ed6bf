/// GIF 87a and 89a: the logical screen descriptor, section 18 of the GIF89a specification.
struct GIFFacts: FactReader {
    let types: Set<MediaType> = [.gif]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.bytes(at: 0, 10), head.has("GIF8") else { return }
        facts.width = Int(head[6..<8].littleEndian)
        facts.height = Int(head[8..<10].littleEndian)
    }
}
