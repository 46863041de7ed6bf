import Foundation

/// How files begin for which libmagic has one answer each, so that it need not look at every one of them.
///
/// Only beginnings that nothing else has. What libmagic says is asked of a sample that is made here: no file has a say in
/// what the next one is.
struct Signature: Hashable {
    /// The bytes that tell, and zeros where files differ.
    let sample: [UInt8]

    /// `nil` when libmagic has to look.
    init?(_ descriptor: CInt, size: Int64) {
        guard size >= 64 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        let got = unsafe withUnsafeMutableBytes(of: &words) { unsafe pread(descriptor, $0.baseAddress, 16, 0) }
        guard got == 16, let (first, second) = Self.mask(words.0.bigEndian, words.1.bigEndian) else { return nil }
        let head = [first, second].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
        sample = head + [UInt8](repeating: 0, count: 112)
    }

    private static func mask(_ first: UInt64, _ second: UInt64) -> (UInt64, UInt64)? {
        let (start, next, third) = (first >> 32, first & 0xFFFF_FFFF, second >> 32)
        switch start {
        case riff where third == wave || third == avi || third == webp, form where third == aiff || third == aifc:
            // Between the two stands a length.
            return (start << 32 | 0x80, third << 32)
        case pdf where next >> 8 == 0x2D_312E: return (first & ~0xFF | 0x34, 0x0A << 56)
        case flac: return (start << 32, 0)
        case 0x8950_4E47 where first == 0x8950_4E47_0D0A_1A0A && second == 0x0D_4948_4452: return (first, second)
        case 0x3026_B275 where first == 0x3026_B275_8E66_CF11 && second == 0xA6D9_00AA_0062_CE6C: return (first, second)
        case 0xFFD8_FFE0, 0xFFD8_FFE1, 0xFFD8_FFDB: return (0xFFD8_FFE0_0010_4A46, 0x4946_0001_0100_0001)
        default: break
        }
        guard next == ftyp, brands.contains(third) else { return nil }
        return (0x20 << 32 | next, third << 32)
    }

    private static let riff = word("RIFF")
    private static let wave = word("WAVE")
    private static let avi = word("AVI ")
    private static let webp = word("WEBP")
    private static let form = word("FORM")
    private static let aiff = word("AIFF")
    private static let aifc = word("AIFC")
    private static let pdf = word("%PDF")
    private static let flac = word("fLaC")
    private static let ftyp = word("ftyp")

    /// Those of films and recordings. Images have more to them than the first brand.
    private static let brands: Set<UInt64> = Set(
        [
            "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "qt  ", "M4A ", "M4V ", "3gp4", "3gp5",
            "3gp6",
        ].map(word)
    )

    private static func word(_ text: String) -> UInt64 { Array(text.utf8).bigEndian }
}
