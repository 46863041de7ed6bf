/// One box of an ISO media file (ISO/IEC 14496-12, section 4.2).
struct Box {
    let type: String
    /// Where its content begins and where it ends; never beyond what encloses it.
    let payload: Int64
    let end: Int64

    init?(at offset: Int64, before limit: Int64, in file: inout ByteReader) {
        guard limit - offset >= 8, let head = file.bytes(at: offset, 8) else { return nil }
        var size = head[..<4].bigEndian
        var header: Int64 = 8
        if size == 1 {
            guard let long = file.bytes(at: offset + 8, 8) else { return nil }
            size = long.bigEndian
            header = 16
        }
        guard size == 0 || size >= UInt64(header), limit - offset >= header else { return nil }
        type = Self.name(head[4...])
        payload = offset + header
        // Zero: to the end. A size beyond what encloses it belongs to a file that was cut.
        end = size == 0 ? limit : offset + Int64(min(size, UInt64(limit - offset)))
    }

    static func name(_ bytes: some Collection<UInt8>) -> String {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    static func children(of box: Box, in file: inout ByteReader) -> [Box] {
        children(from: box.payload, to: box.end, in: &file)
    }

    /// Stops at the first that makes no sense, and after 256.
    static func children(from start: Int64, to end: Int64, in file: inout ByteReader) -> [Box] {
        var boxes: [Box] = []
        var offset = start
        while boxes.count < 256, let box = Box(at: offset, before: end, in: &file) {
            boxes.append(box)
            offset = box.end
        }
        return boxes
    }
}
