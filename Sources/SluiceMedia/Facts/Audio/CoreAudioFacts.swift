/// Apple's Core Audio Format 1.0: the audio description, the packet table, the data.
struct CoreAudioFacts: FactReader {
    let types: Set<MediaType> = ["audio/x-caf"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var offset: Int64 = 8
        var rate = 0.0
        var packet: (bytes: Double, frames: Double) = (0, 0)
        var sound: Int64?
        var claimed: Double?
        for _ in 0..<256 {
            guard let chunk = file.bytes(at: offset, 12) else { break }
            let stated = Int64(bitPattern: chunk[4...].bigEndian)
            let left = file.size - offset - 12
            // The data may say that it goes on to the end.
            let length = stated < 0 || stated > left ? left : stated
            let body = offset + 12
            switch Box.name(chunk[..<4]) {
            case "desc":
                guard let format = file.bytes(at: body, 32) else { break }
                rate = Double(bitPattern: format[..<8].bigEndian)
                packet = (Double(format[16..<20].bigEndian), Double(format[20..<24].bigEndian))
                facts.codecs = [Self.codec(format)]
            case "pakt":
                guard let counts = file.bytes(at: body, 16), rate > 0 else { break }
                var frames = Double(Int64(bitPattern: counts[8...].bigEndian))
                // Every packet has at least a byte in the table.
                let packets = Double(min(Int64(clamping: counts[..<8].bigEndian), max(0, length - 24)))
                if packet.frames > 0 { frames = min(frames, packets * packet.frames) }
                claimed = frames / rate
            case "data": sound = max(0, length - 4)
            default: break
            }
            offset = body + length
        }
        settle(&facts, claimed, sound, packet, rate)
    }

    private func settle(
        _ facts: inout MediaFacts,
        _ claimed: Double?,
        _ sound: Int64?,
        _ packet: (bytes: Double, frames: Double),
        _ rate: Double
    ) {
        guard let sound, packet.bytes > 0, rate > 0 else { return facts.settle(claimed: claimed, measured: nil) }
        let seconds = Double(sound) / packet.bytes * packet.frames / rate
        facts.settle(claimed: claimed, measured: MeasuredLength(seconds: seconds))
    }

    private static func codec(_ format: [UInt8]) -> String {
        let name = Box.name(format[8..<12])
        guard name == "lpcm" else { return FourCharacterCode.codec(name) }
        let flags = format[12..<16].bigEndian
        return "pcm_\(flags & 1 == 1 ? "f" : "s")\(format[28..<32].bigEndian)\(flags & 2 == 2 ? "le" : "be")"
    }
}
