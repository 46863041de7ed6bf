/// WAVE: RIFF, RIFX and RF64 (Microsoft's Multimedia Programming Interface 1.0; EBU Tech 3306). Files that were joined are
/// added up.
struct WaveFacts: FactReader {
    let types: Set<MediaType> = ["audio/wav"]
    private static let mostPieces = 256

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var claimed: Double?
        var measured: MeasuredLength?
        var offset: Int64 = 0
        for index in 0..<Self.mostPieces {
            guard let piece = WavePiece(at: offset, in: &file), piece.end > offset else { break }
            if index == 0 {
                facts.codecs = piece.codecs
                claimed = piece.claimed
            }
            measured = measured.map { $0 + piece.measured } ?? piece.measured
            offset = piece.end
            guard file.upTo(12, at: offset).map(ChunkedSound.isFile) == true else { break }
        }
        if let whole = measured, offset > 0, file.upTo(12, at: offset).map(ChunkedSound.isFile) == true {
            measured = MeasuredLength(seconds: whole.seconds * Double(file.size) / Double(offset), isEstimate: true)
        }
        // The average rate of compressed sound is a rounded number.
        facts.settle(claimed: claimed, measured: measured)
    }
}

/// One RIFF file, which others may follow.
private struct WavePiece {
    var codecs: [String] = []
    /// Seconds by the header: the size of the data, or the samples of what is compressed.
    var claimed: Double?
    var measured = MeasuredLength(seconds: 0)
    var end: Int64 = 0

    init?(at start: Int64, in file: inout ByteReader) {
        guard let head = file.bytes(at: start, 12), head.has("WAVE", at: 8) else { return nil }
        let isLittle = !head.has("RIFX")
        var longLength: Int64?
        var samples: (count: UInt64, rate: UInt64) = (0, 0)
        var rate = 0.0
        var offset = start + 12
        for _ in 0..<512 {
            guard let chunk = file.bytes(at: offset, 8) else { return }
            let length = Int64(chunk[4...].number(isLittleEndian: isLittle))
            switch Box.name(chunk[..<4]) {
            case "ds64": longLength = file.bytes(at: offset + 16, 8).map { Int64(clamping: $0.littleEndian) }
            case "fmt ":
                guard let format = file.upTo(Int(min(length, 40)), at: offset + 8), format.count >= 16 else { return }
                samples.rate = format[4..<8].number(isLittleEndian: isLittle)
                codecs = [Self.codec(format, isLittle)]
                rate = Self.rate(
                    format,
                    isLittle,
                    isPlain: ["pcm_s", "pcm_u", "pcm_f"].contains { codecs[0].hasPrefix($0) }
                )
            case "fact":
                // What is compressed says how many samples it holds; its bytes a second are an average.
                samples.count = file.bytes(at: offset + 8, 4)?.number(isLittleEndian: isLittle) ?? 0
            case "data":
                let isOpen = length == 0xFFFF_FFFF
                let stated = isOpen ? longLength : length
                let bytes = ChunkedSound.bytes(stated, from: offset + 8, isLittleEndian: isLittle, in: &file)
                end = offset + 8 + bytes
                end += bytes < file.size - offset - 8 ? end % 2 : 0
                let isPlain = codecs.first?.hasPrefix("pcm_") == true
                guard rate > 0 else { return }
                measured = MeasuredLength(seconds: Double(bytes) / rate, isEstimate: !isPlain)
                if !isPlain, samples.count > 0, samples.count < 0xFFFF_FFFF, samples.rate > 0 {
                    claimed = Double(samples.count) / Double(samples.rate)
                } else if let stated, stated < 0x7FFF_0000 || longLength != nil {
                    // Larger sizes are what a program writes that cannot seek back.
                    claimed = Double(stated) / rate
                }
                return
            default: break
            }
            offset += 8 + length + length % 2
        }
    }

    /// Bytes a second. For plain samples it follows from their size.
    private static func rate(_ format: [UInt8], _ isLittle: Bool, isPlain: Bool) -> Double {
        let stated = Double(format[8..<12].number(isLittleEndian: isLittle))
        guard isPlain else { return stated }
        func number(_ at: Int) -> Double { Double(format[at..<at + 2].number(isLittleEndian: isLittle)) }
        let calculated =
            Double(format[4..<8].number(isLittleEndian: isLittle)) * number(2) * (number(14) / 8).rounded(.up)
        return calculated > 0 ? calculated : stated
    }

    private static func codec(_ format: [UInt8], _ isLittle: Bool) -> String {
        var tag = format[..<2].number(isLittleEndian: isLittle)
        // Extensible: the real tag begins the subformat.
        if tag == 0xFFFE, format.count >= 26 { tag = format[24..<26].number(isLittleEndian: isLittle) }
        return WaveFormat.codec(tag, bits: Int(format[14..<16].number(isLittleEndian: isLittle)), isLittle)
    }
}
