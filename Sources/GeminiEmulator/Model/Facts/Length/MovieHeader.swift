import SluiceHTTP

/// The length of a film in an MP4 or QuickTime file (ISO/IEC 14496-12 §8.2.2), without any tool.
enum MovieHeader {
    private static let mostBoxes = 1000

    /// In seconds. `nil` for other containers, and for what is broken.
    static func duration(of path: String) -> Double? {
        guard let file = try? SourceFile(opening: path),
            let movie = box("moov", in: file, from: 0, to: file.size),
            let header = box("mvhd", in: file, from: movie.lowerBound, to: movie.upperBound),
            let bytes = try? file.read(at: header.lowerBound, count: 32), let version = bytes.first
        else { return nil }
        let scale = bytes.big32(version == 1 ? 20 : 12)
        let units = version == 1 ? bytes.big64(24) : bytes.big32(16)
        guard let scale, scale > 0, let units, units > 0 else { return nil }
        return Double(units) / Double(scale)
    }

    /// The content of the first box of a kind.
    private static func box(
        _ kind: String,
        in file: SourceFile,
        from start: Int64,
        to end: Int64
    ) -> Range<Int64>? {
        var at = start
        for _ in 0..<mostBoxes where at + 8 <= end {
            guard let head = try? file.read(at: at, count: 16), var size = head.big32(0).map(Int64.init) else {
                return nil
            }
            var headSize: Int64 = 8
            if size == 1 {
                guard let large = head.big64(8) else { return nil }
                (size, headSize) = (Int64(large), 16)
            } else if size == 0 {
                size = end - at
            }
            guard size >= headSize, size <= end - at else { return nil }
            if head.count >= 8, head[4..<8].elementsEqual(kind.utf8) { return at + headSize..<at + size }
            at += size
        }
        return nil
    }
}

extension [UInt8] {
    /// `nil` beyond the end, and beyond what `Int` holds.
    func big64(_ at: Int) -> Int? {
        guard let high = big32(at), let low = big32(at + 4), high < 1 << 31 else { return nil }
        return high << 32 | low
    }
}
