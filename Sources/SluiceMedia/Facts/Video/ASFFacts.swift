/// Windows Media: the Advanced Systems Format specification 01.20.03, sections 3.2, 3.3 and 5.2 (packets).
/// The length that it tells is held against the last packet's time; a broadcast tells none.
struct ASFFacts: FactReader {
    let types: Set<MediaType> = ["video/wmv", "audio/x-ms-wma"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var (video, audio): ([String], [String]) = ([], [])
        for object in ASFObject.all(in: &file) {
            if object.isFileProperties, let body = file.bytes(at: object.payload, 76) {
                // In 100 nanoseconds, with the milliseconds that are buffered first.
                let ahead = Double(body[56..<64].littleEndian) / 1e3
                let isBroadcast = body[64] & 1 == 1
                let claimed = isBroadcast ? nil : Double(body[40..<48].littleEndian) / 1e7 - ahead
                let packet = Int64(body[68..<72].littleEndian)
                let last = Self.lastTime(packet, &file).map { max(0, $0 - (isBroadcast ? ahead : 0)) }
                // Packets are sent up to the buffered time ahead.
                let isRight = last.flatMap { last in claimed.map { abs($0 - last) <= ahead + 5 } } ?? false
                facts.settle(claimed: claimed, measured: isRight ? nil : last.map { MeasuredLength(seconds: $0) })
            } else if object.isStreamProperties, let body = file.upTo(96, at: object.payload), body.count >= 70 {
                if object.isAudio {
                    audio.append(WaveFormat.codec(body[54..<56].littleEndian, bits: Int(body[68..<70].littleEndian)))
                } else if object.isVideo, body.count >= 85 {
                    facts.width = Int(body[54..<58].littleEndian)
                    facts.height = Int(body[58..<62].littleEndian)
                    video.append(FourCharacterCode.codec(Box.name(body[81..<85])))
                }
            }
        }
        facts.codecs = video + audio
    }

    /// The time of the last packet in seconds. All packets have one size.
    private static func lastTime(_ size: Int64, _ file: inout ByteReader) -> Double? {
        guard size >= 16, let head = file.bytes(at: 0, 24) else { return nil }
        let data = Int64(clamping: head[16..<24].littleEndian)
        guard data <= file.size - 50, let object = file.bytes(at: data, 50), object.has("\u{36}\u{26}") else {
            return nil
        }
        let length = min(Int64(clamping: object[16..<24].littleEndian), file.size - data)
        let count = ((length < 100 ? file.size - data : length) - 50) / size
        guard count > 0, let packet = file.bytes(at: data + 50 + (count - 1) * size, 32) else { return nil }
        var at = packet[0] & 0x80 == 0 ? 0 : 1 + Int(packet[0] & 15)
        let flags = packet[at]
        // Sizes of the fields ahead of the time: the packet's length, its sequence, its padding.
        at += 2 + [flags >> 5 & 3, flags >> 1 & 3, flags >> 3 & 3].reduce(0) { $0 + [0, 1, 2, 4][Int($1)] }
        guard at + 4 <= packet.count else { return nil }
        return Double(packet[at..<at + 4].littleEndian) / 1000
    }
}
