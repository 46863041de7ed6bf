/// MPEG transport streams: ISO/IEC 13818-1, section 2.4.3.2. Packets of 188 bytes begin with 0x47; on Blu-ray discs
/// (`.m2ts`) each has four bytes of time ahead of it.
///
/// The program map (section 2.4.4.8) tells sound alone, as radio is recorded, from video.
struct TransportStreamRepair: Repair {
    let doubts: Set<MediaType> = [.unknown, "video/mp2t"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let pitch = Self.pitch(of: &file) else { return nil }
        let name = "\(pitch == 188 ? "MPEG" : "Blu-ray") transport stream"
        if ProgramMap(pitch: pitch, in: &file).isSoundAlone {
            return Finding("audio/mp2t", "\(name): its programs hold sound and no picture")
        }
        guard detected != "video/mp2t" else { return nil }
        return Finding("video/mp2t", "\(name): a packet begins every \(pitch) bytes")
    }

    /// From packet to packet, when at least three are there.
    static func pitch(of file: inout ByteReader) -> Int? {
        for (first, pitch) in [(0, 188), (4, 192)] {
            let packets = min(8, (Int(clamping: file.size) - first) / pitch)
            guard packets >= 3, let bytes = file.bytes(at: 0, first + packets * pitch) else { continue }
            if (0..<packets).allSatisfy({ bytes[first + $0 * pitch] == 0x47 }) { return pitch }
        }
        return nil
    }
}

/// Which kinds of stream the programs at the beginning of a transport stream have (ISO/IEC 13818-1, sections 2.4.4.3, 2.4.4.8).
private struct ProgramMap {
    private var hasSound = false
    private var hasPictures = false
    private var hasUnknown = false

    var isSoundAlone: Bool { hasSound && !hasPictures && !hasUnknown }

    init(pitch: Int, in file: inout ByteReader) {
        // Tables come several times a second.
        guard let bytes = file.upTo(pitch * 2048, at: pitch == 192 ? 4 : 0) else { return }
        var maps: Set<Int> = []
        var seen: Set<Int> = []
        var open: [Int: [UInt8]] = [:]
        for at in stride(from: 0, to: bytes.count - 187, by: pitch) where bytes[at] == 0x47 {
            let identifier = Int(bytes[at + 1] & 0x1F) << 8 | Int(bytes[at + 2])
            guard identifier == 0 || maps.contains(identifier) else { continue }
            guard let payload = Self.payload(bytes[at..<at + 188]) else { continue }
            if bytes[at + 1] & 0x40 != 0 {
                open[identifier] = Array(payload.dropFirst(1 + Int(payload.first ?? 0)))
            } else if open[identifier] != nil {
                open[identifier]? += payload
            }
            guard let section = open[identifier], section.count >= 3 else { continue }
            let length = 3 + (Int(section[1] & 0x0F) << 8 | Int(section[2]))
            guard section.count >= length, length >= 12 else { continue }
            open[identifier] = nil
            if identifier == 0, section[0] == 0 {
                for entry in stride(from: 8, to: length - 7, by: 4) where section[entry..<entry + 2].bigEndian != 0 {
                    maps.insert(Int(section[entry + 2] & 0x1F) << 8 | Int(section[entry + 3]))
                }
            } else if section[0] == 2 {
                take(Array(section[..<(length - 4)]))
                seen.insert(identifier)
            }
            if !maps.isEmpty, seen == maps { return }
        }
        // Not every program was seen.
        if seen != maps { hasUnknown = true }
    }

    private static func payload(_ packet: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let control = packet[packet.startIndex + 3] >> 4 & 3
        guard control & 1 == 1 else { return nil }
        let skip = control == 3 ? 5 + Int(packet[packet.startIndex + 4]) : 4
        return skip < 188 ? packet.dropFirst(skip) : nil
    }

    private mutating func take(_ section: [UInt8]) {
        guard section.count >= 12 else { return }
        var at = 12 + (Int(section[10] & 0x0F) << 8 | Int(section[11]))
        while at + 5 <= section.count {
            let length = Int(section[at + 3] & 0x0F) << 8 | Int(section[at + 4])
            let descriptors = section[(at + 5)...].prefix(length)
            switch section[at] {
            case 0x01, 0x02, 0x10, 0x1B, 0x1E, 0x20, 0x21, 0x24, 0x27, 0x33, 0x42, 0xD1, 0xD2, 0xEA: hasPictures = true
            case 0x03, 0x04, 0x0F, 0x11, 0x1C, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0xC1, 0xC2: hasSound = true
            case 0x06: if Self.isSound(descriptors) { hasSound = true }
            case 0x05, 0x0B, 0x0C, 0x0D, 0x14, 0x15: break
            default: hasUnknown = true
            }
            at += 5 + length
        }
    }

    /// AC-3, DTS, enhanced AC-3 and AAC by their descriptors (ETSI EN 300 468, annex D), Opus by its registration.
    private static func isSound(_ descriptors: ArraySlice<UInt8>) -> Bool {
        var rest = descriptors
        while let tag = rest.first, let length = rest.dropFirst().first {
            if [0x6A, 0x7A, 0x7B, 0x7C].contains(tag) { return true }
            if tag == 5, rest.dropFirst(2).starts(with: "Opus".utf8) || rest.dropFirst(2).starts(with: "AC-3".utf8) {
                return true
            }
            rest = rest.dropFirst(2 + Int(length))
        }
        return false
    }
}
