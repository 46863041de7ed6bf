/// The registered numbers of audio codecs in WAVE, AVI and Windows Media (RFC 2361 and `mmreg.h`).
enum WaveFormat {
    static func codec(_ tag: UInt64, bits: Int, _ isLittleEndian: Bool = true) -> String {
        switch tag {
        case 1: bits <= 8 ? "pcm_u8" : "pcm_s\(bits)\(isLittleEndian ? "le" : "be")"
        case 3: "pcm_f\(bits)\(isLittleEndian ? "le" : "be")"
        default: names[tag] ?? "wave_0x\(String(tag, radix: 16))"
        }
    }

    private static let names: [UInt64: String] = [
        0x02: "adpcm_ms", 0x06: "pcm_alaw", 0x07: "pcm_mulaw", 0x11: "adpcm_ima_wav", 0x31: "gsm_ms", 0x50: "mp2",
        0x55: "mp3", 0xFF: "aac", 0x160: "wmav1", 0x161: "wmav2", 0x162: "wmapro", 0x163: "wmalossless",
        0x1610: "aac", 0x2000: "ac3", 0x2001: "dts", 0x674F: "vorbis", 0xA106: "aac", 0xF1AC: "flac",
    ]
}
