/// The parts of a ZIP archive, as its central directory has them (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16).
struct ZipDirectory {
    struct Part {
        let name: String
        let isDeflated: Bool
        let isStored: Bool
        let isEncrypted: Bool
        let packedBytes: Int64
        /// Where its own header is.
        let header: Int64
    }

    let parts: [Part]

    var names: Set<String> { Set(parts.map(\.name)) }

    /// As far as it is within reach: half a megabyte of names, an archive's comment of 4 KB.
    init(in file: inout ByteReader) {
        parts = Self.directory(in: &file).map(Self.parts) ?? []
    }

    /// The content of a part, up to a limit of bytes.
    func content(of name: String, limit: Int, in file: inout ByteReader) -> [UInt8]? {
        guard let part = parts.first(where: { $0.name == name }), part.isStored || part.isDeflated,
            let head = file.bytes(at: part.header, 30), head.has("PK\u{03}\u{04}")
        else { return nil }
        let start = part.header + 30 + Int64(head[26..<28].littleEndian) + Int64(head[28..<30].littleEndian)
        guard let packed = file.upTo(Int(min(part.packedBytes, Int64(limit))), at: start) else { return nil }
        return part.isStored ? packed : Inflate.bytes(of: packed, limit: limit)
    }

    private static func directory(in file: inout ByteReader) -> [UInt8]? {
        // The end record is 22 bytes and a comment; archives of documents have none, or a short one.
        let reach: Int64 = 4096
        guard let tail = file.upTo(Int(reach), at: max(0, file.size - reach)), tail.count >= 22 else { return nil }
        let end = (0...tail.count - 22).last { tail[$0] == 0x50 && tail[$0..<$0 + 4].littleEndian == 0x0605_4b50 }
        guard let end else { return nil }
        let size = min(tail[end + 12..<end + 16].littleEndian, 1 << 19)
        return file.upTo(Int(size), at: Int64(tail[end + 16..<end + 20].littleEndian))
    }

    private static func parts(_ directory: [UInt8]) -> [Part] {
        var parts: [Part] = []
        var offset = 0
        while offset + 46 <= directory.count, directory[offset..<offset + 4].littleEndian == 0x0201_4b50 {
            let lengths = [28, 30, 32].map { Int(directory[offset + $0..<offset + $0 + 2].littleEndian) }
            guard offset + 46 + lengths[0] <= directory.count else { break }
            let method = directory[offset + 10..<offset + 12].littleEndian
            parts.append(
                Part(
                    name: String(decoding: directory[offset + 46..<offset + 46 + lengths[0]], as: UTF8.self),
                    isDeflated: method == 8,
                    isStored: method == 0,
                    isEncrypted: directory[offset + 8] & 1 == 1,
                    packedBytes: Int64(directory[offset + 20..<offset + 24].littleEndian),
                    header: Int64(directory[offset + 42..<offset + 46].littleEndian)
                )
            )
            offset += 46 + lengths.reduce(0, +)
        }
        return parts
    }
}
