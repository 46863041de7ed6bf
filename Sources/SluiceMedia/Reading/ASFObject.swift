/// One object of the header of a Windows Media file: the Advanced Systems Format specification, revision 01.20.03,
/// sections 3.1 to 3.3.
struct ASFObject {
    private let id: [UInt8]
    /// Of a stream properties object.
    private let streamType: [UInt8]
    let payload: Int64

    var isFileProperties: Bool { id == Self.fileProperties }
    var isStreamProperties: Bool { id == Self.streamProperties }
    var isAudio: Bool { isStreamProperties && streamType == Self.audio }
    var isVideo: Bool { isStreamProperties && streamType == Self.video }

    /// Stops at the first that makes no sense, and after 256.
    static func all(in file: inout ByteReader) -> [Self] {
        guard let head = file.bytes(at: 0, 30) else { return [] }
        let end = Int64(clamping: min(head[16..<24].littleEndian, UInt64(file.size)))
        var offset: Int64 = 30
        var objects: [Self] = []
        while objects.count < 256, offset < end, let object = file.bytes(at: offset, 24) {
            let size = object[16...].littleEndian
            guard size >= 24, size <= UInt64(end - offset) else { break }
            let type = file.upTo(16, at: offset + 24) ?? []
            objects.append(Self(id: Array(object[..<16]), streamType: type, payload: offset + 24))
            offset += Int64(size)
        }
        return objects
    }

    // GUIDs as they are stored: the first three fields little-endian.
    private static let fileProperties: [UInt8] = [
        0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
    ]
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
