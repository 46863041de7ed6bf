/// WAVE: RIFF, RIFX and RF64 (Microsoft's Multimedia Programming Interface 1.0; EBU Tech 3306).
struct WaveFacts: FactReader {
    let types: Set<MediaType> = ["audio/wav"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.bytes(at: 0, 12), head.has("WAVE", at: 8) else { return }
        let isLittle = !head.has("RIFX")
        var bytesPerSecond: UInt64 = 0
        var longLength: UInt64?
        var samples: (count: UInt64, rate: UInt64) = (0, 0)
        var offset: Int64 = 12
        for _ in 0..<512 {
            guard let chunk = file.bytes(at: offset, 8) else { return }
            let length = Int64(chunk[4...].number(isLittleEndian: isLittle))
            switch Box.name(chunk[..<4]) {
            case "ds64": longLength = file.bytes(at: offset + 16, 8)?.littleEndian
            case "fmt ":
                guard let format = file.upTo(Int(min(length, 40)), at: offset + 8), format.count >= 16 else { return }
                bytesPerSecond = format[8..<12].number(isLittleEndian: isLittle)
                samples.rate = format[4..<8].number(isLittleEndian: isLittle)
                facts.codecs = [Self.codec(format, isLittle)]
            case "fact":
                // What is compressed says how many samples it holds; its bytes a second are an average.
                samples.count = file.bytes(at: offset + 8, 4)?.number(isLittleEndian: isLittle) ?? 0
            case "data":
                let left = UInt64(max(0, file.size - offset - 8))
                let data = min(length == 0xFFFF_FFFF ? longLength ?? left : UInt64(length), left)
                let isPlain = facts.codecs.first?.hasPrefix("pcm_") == true
                if !isPlain, samples.count > 0, samples.count < 0xFFFF_FFFF, samples.rate > 0 {
                    facts.duration = Double(samples.count) / Double(samples.rate)
                } else if bytesPerSecond > 0 {
                    facts.duration = Double(data) / Double(bytesPerSecond)
                }
                return
            default: break
            }
            offset += 8 + length + length % 2
        }
    }

    private static func codec(_ format: [UInt8], _ isLittle: Bool) -> String {
        var tag = format[..<2].number(isLittleEndian: isLittle)
        // Extensible: the real tag begins the subformat.
        if tag == 0xFFFE, format.count >= 26 { tag = format[24..<26].number(isLittleEndian: isLittle) }
        return WaveFormat.codec(tag, bits: Int(format[14..<16].number(isLittleEndian: isLittle)), isLittle)
    }
}
