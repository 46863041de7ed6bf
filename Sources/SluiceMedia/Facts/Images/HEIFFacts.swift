/// HEIF and AVIF: ISO/IEC 23008-12, sections 6.5.3 (`ispe`), 6.5.10 (`irot`) and annex A (EXIF), in the boxes of
/// ISO/IEC 14496-12, section 8.11.
struct HEIFFacts: FactReader {
    let types: Set<MediaType> = [.heic, .heif, "image/avif"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let top = Box.children(from: 0, to: file.size, in: &file)
        guard let meta = top.first(where: { $0.type == "meta" }) else { return }
        let parts = Box.children(from: meta.payload + 4, to: meta.end, in: &file)
        exif(parts, &file, &facts)
        guard let properties = parts.first(where: { $0.type == "iprp" }) else { return }
        let inside = Box.children(of: properties, in: &file)
        guard let container = inside.first(where: { $0.type == "ipco" }) else { return }
        let all = Box.children(of: container, in: &file)
        let own = primary(parts, inside, &file).compactMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil }
        take(own.contains { $0.type == "ispe" } ? own : all, &file, &facts)
    }

    /// The numbers of the properties of the picture itself, from 1: the others are its tiles and thumbnails.
    private func primary(_ parts: [Box], _ properties: [Box], _ file: inout ByteReader) -> [Int] {
        guard let box = parts.first(where: { $0.type == "pitm" }), let head = file.upTo(8, at: box.payload),
            let list = properties.first(where: { $0.type == "ipma" }), head.count >= 6,
            let bytes = file.upTo(Int(min(list.end - list.payload, 1 << 16)), at: list.payload), bytes.count >= 8
        else { return [] }
        let item = head[0] == 0 ? head[4..<6].bigEndian : head[4...].bigEndian
        let (idSize, size) = (bytes[0] == 0 ? 2 : 4, bytes[3] & 1 == 1 ? 2 : 1)
        var at = 8
        while at + idSize < bytes.count {
            let id = bytes[at..<at + idSize].bigEndian
            let count = Int(bytes[at + idSize])
            at += idSize + 1
            guard at + count * size <= bytes.count else { return [] }
            if id == item {
                // The highest bit says whether a reader must know the property.
                let mask: UInt64 = size == 2 ? 0x7FFF : 0x7F
                return (0..<count).map { Int(bytes[at + $0 * size..<at + ($0 + 1) * size].bigEndian & mask) }
            }
            at += count * size
        }
        return []
    }

    /// Where it is not known whose they are, the largest size is the picture's.
    private func take(_ properties: [Box], _ file: inout ByteReader, _ facts: inout MediaFacts) {
        for property in properties {
            if property.type == "ispe", let size = file.bytes(at: property.payload + 4, 8) {
                let (width, height) = (Int(size[..<4].bigEndian), Int(size[4...].bigEndian))
                guard width > facts.width ?? 0 else { continue }
                facts.width = width
                facts.height = height
            } else if property.type == "clap", let crop = file.bytes(at: property.payload, 16) {
                // Codecs work in blocks; this is the part of them that is the picture.
                let sides = [0, 8].map { at in
                    let (top, bottom) = (crop[at..<at + 4].bigEndian, crop[at + 4..<at + 8].bigEndian)
                    return bottom > 0 && top % bottom == 0 ? Int(top / bottom) : 0
                }
                guard sides[0] > 0, sides[1] > 0, sides[0] <= facts.width ?? 0, sides[1] <= facts.height ?? 0 else {
                    continue
                }
                facts.width = sides[0]
                facts.height = sides[1]
            } else if property.type == "irot", let turn = file.bytes(at: property.payload, 1) {
                // Quarters against the clock.
                facts.orientation = [1, 8, 3, 6][Int(turn[0] & 3)]
            }
        }
    }

    private func exif(_ parts: [Box], _ file: inout ByteReader, _ facts: inout MediaFacts) {
        guard let info = parts.first(where: { $0.type == "iinf" }),
            let location = parts.first(where: { $0.type == "iloc" }),
            let item = exifItem(info, &file), let place = place(of: item, location, &file),
            // The item begins with how far it is to the TIFF header.
            let skip = file.bytes(at: place.offset, 4)?.bigEndian
        else { return }
        let lead = 4 + Int64(skip)
        EXIF(at: place.offset + lead, length: place.length - lead, in: &file)?.read(&file, into: &facts)
        facts.orientation = nil
    }

    /// The number of the item that is EXIF.
    private func exifItem(_ info: Box, _ file: inout ByteReader) -> UInt64? {
        guard let version = file.bytes(at: info.payload, 1)?[0] else { return nil }
        for entry in Box.children(from: info.payload + (version == 0 ? 6 : 8), to: info.end, in: &file) {
            guard entry.type == "infe", let head = file.upTo(16, at: entry.payload), head.count >= 12 else { continue }
            let width = head[0] == 2 ? 2 : 4
            if head[0] >= 2, head.has("Exif", at: 4 + width + 2) { return head[4..<4 + width].bigEndian }
        }
        return nil
    }

    /// Where the first piece of an item is.
    private func place(of item: UInt64, _ box: Box, _ file: inout ByteReader) -> (offset: Int64, length: Int64)? {
        guard let bytes = file.upTo(Int(min(box.end - box.payload, 1 << 16)), at: box.payload) else { return nil }
        var at = 6
        func take(_ count: Int) -> UInt64? {
            guard count <= 8, at + count <= bytes.count else { return nil }
            defer { at += count }
            return bytes[at..<at + count].bigEndian
        }
        guard bytes.count >= 8 else { return nil }
        let version = bytes[0]
        let sizes = [bytes[4] >> 4, bytes[4] & 15, bytes[5] >> 4, version == 0 ? 0 : bytes[5] & 15].map(Int.init)
        guard let count = take(version < 2 ? 2 : 4) else { return nil }
        for _ in 0..<min(count, 4096) {
            guard let id = take(version < 2 ? 2 : 4) else { return nil }
            if version > 0, take(2) == nil { return nil }
            guard take(2) != nil, let base = take(sizes[2]), let extents = take(2), extents > 0, extents <= 64 else {
                return nil
            }
            for index in 0..<extents {
                guard take(sizes[3]) != nil, let offset = take(sizes[0]), let length = take(sizes[1]) else {
                    return nil
                }
                guard id == item, index == 0 else { continue }
                let sum = base.addingReportingOverflow(offset)
                guard !sum.overflow, sum.partialValue < UInt64(file.size) else { return nil }
                return (Int64(sum.partialValue), Int64(clamping: length))
            }
        }
        return nil
    }
}
