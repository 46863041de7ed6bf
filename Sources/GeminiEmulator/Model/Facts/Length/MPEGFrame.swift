/// The header of a frame of MPEG audio, layer III (ISO/IEC 11172-3 §2.4.2.3).
struct MPEGFrame: Sendable {
    /// In bits a second.
    let bitRate: Int
    /// In samples a second.
    let rate: Int
    /// Of one frame.
    let samples: Int

    /// `nil` when there is no such header at a place.
    init?(_ bytes: [UInt8], at place: Int) {
        guard let word = bytes.big32(place), word >> 21 == 0x7FF, (word >> 17) & 3 == 1 else { return nil }
        let version = (word >> 19) & 3
        let bits = (word >> 12) & 15
        let rates = [44_100, 48_000, 32_000]
        guard version != 1, (1...14).contains(bits), (word >> 10) & 3 < 3 else { return nil }
        let isFirst = version == 3
        rate = rates[(word >> 10) & 3] / (isFirst ? 1 : version == 2 ? 2 : 4)
        bitRate = 1000 * (isFirst ? Self.first : Self.second)[bits]
        samples = isFirst ? 1152 : 576
    }

    /// Kilobits a second of version 1.
    private static let first = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    /// Of versions 2 and 2.5.
    private static let second = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
}
