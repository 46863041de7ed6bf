/// How files begin for which libmagic has one answer each, so that it need not look at every one of them.
///
/// Only beginnings that nothing else has. What libmagic says is asked of a sample that is made here: no file has a say in
/// what the next one is.
struct Signature: Hashable {
    /// The bytes that libmagic goes by, and zeros where files differ.
    private let start: [UInt8]

    /// What libmagic is asked about in place of the file.
    var sample: [UInt8] { start + [UInt8](repeating: 0, count: max(0, 128 - start.count)) }

    /// `nil` when libmagic has to look.
    init?(of unread: ByteReader) {
        var file = unread
        guard let head = file.bytes(at: 0, 64) else { return nil }
        let plain = Self.plain[head[..<4].bigEndian]
        let start =
            if let plain { head.starts(with: plain) ? plain : nil } else { Self.start(head) ?? Self.stream(&file) }
        guard let start else { return nil }
        self.start = start
    }

    /// Those that begin alike for longer than any other, by their first four bytes.
    private static let plain: [UInt64: [UInt8]] = {
        let all: [[UInt8]] = [
            [0x89] + text("PNG\r\n\u{1A}\n\0\0\0\rIHDR"), text("fLaC"), text("FLV\u{1}"), text("caff\0\u{1}\0\0desc"),
            [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C],
        ]
        return Dictionary(all.map { ($0[..<4].bigEndian, $0) }) { first, _ in first }
    }()

    private static func start(_ head: [UInt8]) -> [UInt8]? {
        switch head[..<4].bigEndian {
        case word("RIFF"), word("FORM"):
            let isKnown = ["WAVE", "AVI ", "WEBP", "AIFF", "AIFC"].contains { head.has($0, at: 8) }
            return isKnown ? head[..<4] + [0, 0, 0, 0x80] + head[8..<12] : nil
        case word("%PDF"): return head.has("-1.", at: 4) ? text("%PDF-1.4\n") : nil
        case word("GIF8"): return head.has("7a", at: 4) || head.has("9a", at: 4) ? Array(head[..<6]) : nil
        case 0xFFD8_FFE0, 0xFFD8_FFE1, 0xFFD8_FFDB:
            return [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] + text("JFIF\0") + [1, 1, 0, 0, 1]
        case word("OggS"):
            let first = head[28..<36]
            return packets.contains { first.starts(with: $0) } ? text("OggS\0\u{2}") + zeros(22) + first : nil
        case word(".snd"):
            let isKnown = (1...27).contains(head[12..<16].bigEndian)
            return isKnown ? text(".snd") + [0, 0, 0, 24, 0, 0, 0, 0] + head[12..<16] : nil
        case 0x1A45_DFA3: return matroska(head)
        default: break
        }
        if head.has("ftyp", at: 4) {
            return brands.contains(head[8..<12].bigEndian) ? [0, 0, 0, 0x20] + head[4..<12] : nil
        }
        return bitmap(head)
    }

    /// How the first packets of known codecs begin.
    private static let packets: [[UInt8]] = [
        text("\u{1}vorbis"), text("OpusHead"), text("\u{7F}FLAC"), text("fishead\0"), [0x80] + text("theora"),
    ]

    /// The document type is all that libmagic looks for.
    private static func matroska(_ head: [UInt8]) -> [UInt8]? {
        guard let place = head.firstPlace(of: [0x42, 0x82]) else { return nil }
        let name = ["webm", "matroska"].first { head.has($0, at: place + 3) }
        return name.map { head[..<4] + [0x9F, 0x42, 0x82, 0x80 | UInt8($0.utf8.count)] + text($0) }
    }

    /// Two letters are not much; the length of the next header and the one plane make it sure.
    private static func bitmap(_ head: [UInt8]) -> [UInt8]? {
        guard head.has("BM"), head[6..<10].bigEndian == 0, [40, 56, 108, 124].contains(head[14..<18].littleEndian),
            head[26..<28].littleEndian == 1
        else { return nil }
        return text("BM") + zeros(12) + head[14..<18] + zeros(8) + head[26..<30]
    }

    /// What is a row of small packets, and has no other beginning than the first of them.
    private static func stream(_ file: inout ByteReader) -> [UInt8]? {
        if let audio = audio(&file) { return audio }
        guard let pitch = TransportStreamRepair.pitch(of: &file) else { return nil }
        let packet = zeros(pitch - 188) + [0x47, 0x40, 0x11, 0x10] + zeros(184)
        return packet + packet + packet
    }

    /// Three frames of MPEG audio in a row, or FLAC, at the start or behind a tag.
    private static func audio(_ file: inout ByteReader) -> [UInt8]? {
        let tag = MPEGAudioRepair.tagLength(at: 0, in: &file)
        guard (tag ?? 0) < 1 << 20, let mark = file.bytes(at: tag ?? 0, 4) else { return nil }
        let ahead = tag == nil ? [] : text("ID3\u{4}") + zeros(6)
        if tag != nil, mark.has("fLaC") { return ahead + mark }
        guard knownFrames.contains(mark[1] & 0xFE), MPEGAudioRepair.frames(from: tag ?? 0, in: &file) == 3 else {
            return nil
        }
        return ahead + [0xFF, mark[1], 0x90, 0xC4]
    }

    /// Versions and layers that libmagic knows by these bits alone.
    private static let knownFrames: Set<UInt8> = [0xE2, 0xF2, 0xF4, 0xF6, 0xFA, 0xFC]

    /// First brands: no other box and no other brand changes what libmagic says.
    private static let brands: Set<UInt64> = Set(
        [
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso8", "iso9", "mp41", "mp42", "avc1", "qt  ", "M4A ",
            "M4B ", "M4V ", "M4VH", "f4v ", "F4V ", "3gp4", "3gp5", "3gp6", "3gp7", "3g2a", "mmp4", "MSNV", "XAVC",
            "dash", "cmfc", "hvc1", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis",
        ].map(word)
    )

    private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }
    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    private static func word(_ text: String) -> UInt64 { text.utf8.bigEndian }
}
