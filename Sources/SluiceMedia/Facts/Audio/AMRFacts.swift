/// AMR, narrow and wide: RFC 4867, section 5. Every frame is 20 ms. They are counted in the first four megabytes (an hour and
/// a half at the highest rate of the narrow kind), and what is behind is taken to be like them.
struct AMRFacts: FactReader {
    let types: Set<MediaType> = ["audio/amr"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let bytes = file.upTo(Int(min(file.size, FrameScan.whole)), at: 0) else { return }
        var sizes: [UInt8: Int] = [:]
        var (at, frames) = (0, 0)
        while at < bytes.count {
            if bytes[at] == 0x23, bytes.has("#!AMR", at: at) {
                // The beginning, or that of a file that was joined to it.
                let isWide = bytes.has("-WB\n", at: at + 5)
                guard isWide || bytes.has("\n", at: at + 5) else { break }
                sizes = isWide ? Self.wide : Self.narrow
                if facts.codecs.isEmpty { facts.codecs = [isWide ? "amr_wb" : "amr_nb"] }
                at += isWide ? 9 : 6
                continue
            }
            guard let size = sizes[bytes[at] >> 3 & 15] else { break }
            at += size
            frames += 1
        }
        guard frames > 0 else { return }
        let seconds = 0.02 * Double(frames)
        let left = Double(max(0, file.size - Int64(at)))
        // Some bytes behind the last frame are a player's own.
        guard left > max(64, 0.01 * Double(at)) else {
            facts.settle(claimed: nil, measured: MeasuredLength(seconds: seconds))
            return
        }
        let whole = MeasuredLength(seconds: seconds * (1 + left / Double(at)), isEstimate: true)
        facts.settle(claimed: nil, measured: whole)
    }

    /// Bytes of a frame by its type, with the byte that tells the type.
    private static let narrow: [UInt8: Int] = [
        0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1,
    ]
    private static let wide: [UInt8: Int] = [
        0: 18, 1: 24, 2: 33, 3: 37, 4: 41, 5: 47, 6: 51, 7: 59, 8: 61, 9: 6, 14: 1, 15: 1,
    ]
}
