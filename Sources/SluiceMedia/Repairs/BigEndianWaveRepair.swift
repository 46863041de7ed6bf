/// WAVE with its numbers the other way round: `RIFX`, Microsoft's Multimedia Programming Interface 1.0, chapter 2.
struct BigEndianWaveRepair: Repair {
    let doubts: Set<MediaType> = [.unknown, "application/x-riff", "video/x-riff"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 12), head.has("RIFX"), head.has("WAVE", at: 8) else { return nil }
        return Finding("audio/wav", "WAVE with its numbers big-endian (RIFX)")
    }
}
