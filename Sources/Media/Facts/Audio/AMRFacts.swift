/// AMR, narrow and wide: RFC 4867, section 5. Every frame is 20 ms; they are counted in the first megabyte, and what is
/// behind it is taken to be like it.
struct AMRFacts: FactReader {
    let types: Set<MediaType> = ["audio/amr"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let bytes = file.upTo(1 << 20, at: 0) else { return }
        let isWide = bytes.has("#!AMR-WB\n")
        guard isWide || bytes.has("#!AMR\n") else { return }
        let start = isWide ? 9 : 6
        let sizes = isWide ? Self.wide : Self.narrow
        var (at, frames) = (start, 0)
        while at < bytes.count, let size = sizes[bytes[at] >> 3 & 15] {
            at += size
            frames += 1
        }
        facts.codecs = [isWide ? "amr_wb" : "amr_nb"]
        guard frames > 0 else { return }
        let share = at >= bytes.count ? Double(file.size - Int64(start)) / Double(at - start) : 1
        facts.duration = 0.02 * Double(frames) * share
    }

    /// Bytes of a frame by its type, with the byte that tells the type.
    private static let narrow: [UInt8: Int] = [
        0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1,
    ]
    private static let wide: [UInt8: Int] = [
        0: 18, 1: 24, 2: 33, 3: 37, 4: 41, 5: 47, 6: 51, 7: 59, 8: 61, 9: 6, 14: 1, 15: 1,
    ]
}
