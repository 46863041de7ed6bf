/// Windows Media: the Advanced Systems Format specification, revision 01.20.03, sections 3.1 to 3.3.
///
/// Sound alone and video share one container and one answer of libmagic; the stream properties objects tell.
struct ASFRepair: Repair {
    let doubts: Set<MediaType> = ["video/x-ms-asf"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 30) else { return nil }
        let end = Int64(clamping: min(head[16..<24].littleEndian, UInt64(file.size)))
        var offset: Int64 = 30
        var streams: Set<[UInt8]> = []
        for _ in 0..<256 {
            guard offset < end, let object = file.bytes(at: offset, 24) else { break }
            let size = object[16...].littleEndian
            guard size >= 24, size <= UInt64(end - offset) else { break }
            if Array(object[..<16]) == Self.streamProperties, let type = file.bytes(at: offset + 24, 16) {
                streams.insert(type)
            }
            offset += Int64(size)
        }
        guard streams.contains(Self.audio), !streams.contains(Self.video) else { return nil }
        return Finding("audio/x-ms-wma", "its streams hold sound and no picture")
    }

    // GUIDs as they are stored: the first three fields little-endian.
    private static let streamProperties: [UInt8] = [
        0x91, 0x07, 0xDC, 0xB7, 0xB7, 0xA9, 0xCF, 0x11, 0x8E, 0xE6, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
    ]
    private static let audio: [UInt8] = [
        0x40, 0x9E, 0x69, 0xF8, 0x4D, 0x5B, 0xCF, 0x11, 0xA8, 0xFD, 0x00, 0x80, 0x5F, 0x5C, 0x44, 0x2B,
    ]
    private static let video: [UInt8] = [
        0xC0, 0xEF, 0x19, 0xBC, 0x4D, 0x5B, 0xCF, 0x11, 0xA8, 0xFD, 0x00, 0x80, 0x5F, 0x5C, 0x44, 0x2B,
    ]
}
