/// Sun's `.au`: the header of `audio(7)`. Nothing follows the sound, so that the file's end is the sound's.
struct SunAudioFacts: FactReader {
    let types: Set<MediaType> = ["audio/basic"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.bytes(at: 0, 24), head.has(".snd") else { return }
        let start = Int64(head[4..<8].bigEndian)
        let encodings: [UInt64: (String, Double)] = [
            1: ("pcm_mulaw", 1), 2: ("pcm_s8", 1), 3: ("pcm_s16be", 2), 4: ("pcm_s24be", 3), 5: ("pcm_s32be", 4),
            6: ("pcm_f32be", 4), 7: ("pcm_f64be", 8), 27: ("pcm_alaw", 1),
        ]
        guard let (codec, width) = encodings[head[12..<16].bigEndian] else { return }
        facts.codecs = [codec]
        let rate = Double(head[16..<20].bigEndian) * width * Double(head[20..<24].bigEndian)
        let stated = head[8..<12].bigEndian
        let left = max(0, file.size - start)
        guard rate > 0 else { return }
        facts.settle(
            claimed: stated == 0xFFFF_FFFF ? nil : Double(stated) / rate,
            measured: MeasuredLength(seconds: Double(left) / rate)
        )
    }
}
