/// MPEG transport streams: ISO/IEC 13818-1, section 2.4.3.2. Packets of 188 bytes begin with 0x47; on Blu-ray discs
/// (`.m2ts`) each has four bytes of time ahead of it.
struct TransportStreamRepair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        Self.pitch(of: &file).map { pitch in
            Finding(
                "video/mp2t",
                "\(pitch == 188 ? "MPEG" : "Blu-ray") transport stream: a packet begins every \(pitch) bytes"
            )
        }
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
