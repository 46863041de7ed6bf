/// One element of EBML (RFC 8794, sections 4 to 6).
struct Element {
    let id: UInt64
    let payload: Int64
    let end: Int64

    init?(at offset: Int64, before limit: Int64, in file: inout ByteReader) {
        guard offset < limit, let head = file.upTo(12, at: offset), let first = head.first else { return nil }
        let idLength = first.leadingZeroBitCount + 1
        guard idLength <= 4, head.count > idLength else { return nil }
        let lengthByte = head[idLength]
        let sizeLength = lengthByte.leadingZeroBitCount + 1
        guard sizeLength <= 8, head.count >= idLength + sizeLength else { return nil }
        id = head[..<idLength].bigEndian
        let mask: UInt64 = (1 << UInt64(7 * sizeLength)) - 1
        let size = head[idLength..<idLength + sizeLength].bigEndian & mask
        payload = offset + Int64(idLength + sizeLength)
        guard payload <= limit else { return nil }
        // All ones: of unknown size, as live streams write it. A size beyond what encloses it belongs to a cut file.
        end = size == mask ? limit : payload + Int64(min(size, UInt64(limit - payload)))
    }

    /// Stops at the first that makes no sense, and after 256.
    func children(in file: inout ByteReader) -> [Element] {
        var found: [Element] = []
        var offset = payload
        while found.count < 256, let child = Element(at: offset, before: end, in: &file) {
            found.append(child)
            offset = child.end
        }
        return found
    }

    func first(_ id: UInt64, in file: inout ByteReader) -> Element? {
        var offset = payload
        for _ in 0..<256 {
            guard let child = Element(at: offset, before: end, in: &file) else { return nil }
            if child.id == id { return child }
            offset = child.end
        }
        return nil
    }
}
