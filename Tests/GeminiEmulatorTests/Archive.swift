/// A ZIP archive whose members are stored as they are.
struct Archive {
    private var members: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The archive with another member.
    func adding(_ name: String, _ text: String) -> Self {
        var archive = self
        let name = Array(name.utf8)
        let bytes = Array(text.utf8)
        let facts: [UInt8] =
            [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + Self.little(Self.checksum(bytes)) + Self.little(UInt32(bytes.count))
            + Self.little(UInt32(bytes.count)) + [UInt8(name.count), 0, 0, 0]
        archive.directory += [0x50, 0x4B, 1, 2, 20, 0] + facts + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        archive.directory += Self.little(UInt32(members.count)) + name
        archive.members += [0x50, 0x4B, 3, 4] + facts + name + bytes
        archive.count += 1
        return archive
    }

    var bytes: [UInt8] {
        members + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0, UInt8(count), 0, UInt8(count), 0]
            + Self.little(UInt32(directory.count)) + Self.little(UInt32(members.count)) + [0, 0]
    }

    private static func little(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// CRC-32 (ISO/IEC 3309).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in (sum >> 1) ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
