/// Apple's Core Audio Format: `caff`, version 1, as the Core Audio Format Specification 1.0 begins a file.
struct CoreAudioRepair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 12), head.has("caff"), head[4..<6].bigEndian == 1, head.has("desc", at: 8)
        else {
            return nil
        }
        return Finding("audio/x-caf", "it begins as a Core Audio file")
    }
}
