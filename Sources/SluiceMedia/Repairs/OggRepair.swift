/// What is in Ogg: RFC 3533 (pages), RFC 5334 (types), RFC 7845, section 5.1 (`OpusHead`), and the first packets of Theora
/// and Skeleton.
///
/// libmagic goes by the first stream, which may be no more than a skeleton.
struct OggRepair: Repair {
    let doubts: Set<MediaType> = ["audio/ogg", "video/ogg", "application/ogg"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        let streams = Self.streams(in: &file)
        if streams.contains(where: Self.isPicture) {
            return detected == "video/ogg" ? nil : Finding("video/ogg", "one of its streams holds pictures")
        }
        if streams.first(where: { !$0.has("fishead") })?.has("OpusHead") == true {
            return Finding("audio/opus", "Opus in Ogg: its first packet says so")
        }
        guard detected != "audio/ogg", streams.contains(where: Self.isSound) else { return nil }
        return Finding(.ogg, "its streams hold sound and no picture")
    }

    private static func isPicture(_ packet: [UInt8]) -> Bool {
        packet.has("theora", at: 1) || packet.has("BBCD") || packet.has("\u{1}video")
    }

    private static func isSound(_ packet: [UInt8]) -> Bool {
        packet.has("\u{1}vorbis") || packet.has("OpusHead") || packet.has("\u{7F}FLAC") || packet.has("Speex   ")
            || packet.has("\u{1}audio")
    }

    /// How the first packet of every stream begins. The first pages of all streams come before any other page.
    private static func streams(in file: inout ByteReader) -> [[UInt8]] {
        var packets: [[UInt8]] = []
        var offset: Int64 = 0
        while packets.count < 16, let page = file.bytes(at: offset, 27), page.has("OggS"), page[5] & 2 != 0,
            let table = file.bytes(at: offset + 27, Int(page[26])),
            let packet = file.upTo(8, at: offset + 27 + Int64(table.count))
        {
            packets.append(packet)
            offset += 27 + table.reduce(Int64(table.count)) { $0 + Int64($1) }
        }
        return packets
    }
}
