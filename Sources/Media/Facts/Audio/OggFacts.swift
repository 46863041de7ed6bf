/// Ogg: RFC 3533 (pages), the first packets of Vorbis I (section 4.2.2), Opus (RFC 7845), FLAC (RFC 9639, section 10.1),
/// Speex and Theora (section 6.2). The last page tells how much was played by its end.
struct OggFacts: FactReader {
    let types: Set<MediaType> = [.ogg, "audio/opus", "video/ogg"]

    private struct Track {
        let serial: UInt64
        let codec: String
        let isVideo: Bool
        /// Seconds at a granule position.
        let time: @Sendable (UInt64) -> Double
    }

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let tracks = heads(&file, &facts)
        facts.codecs = tracks.filter(\.isVideo).map(\.codec) + tracks.filter { !$0.isVideo }.map(\.codec)
        let reach = min(file.size, 1 << 17)
        guard !tracks.isEmpty, let tail = file.upTo(Int(reach), at: file.size - reach), tail.count >= 27 else { return }
        var ends: [Double] = []
        for at in (0...tail.count - 27).reversed()
        where tail[at] == 0x4F && tail[at..<at + 4].elementsEqual("OggS".utf8) {
            let granule = tail[at + 6..<at + 14].littleEndian
            let serial = tail[at + 14..<at + 18].littleEndian
            guard granule != .max, let track = tracks.first(where: { $0.serial == serial }) else { continue }
            ends.append(track.time(granule))
            if ends.count >= 4 { break }
        }
        facts.duration = ends.max()
    }

    /// The first page of every stream: they come before all others.
    private func heads(_ file: inout ByteReader, _ facts: inout MediaFacts) -> [Track] {
        var tracks: [Track] = []
        var offset: Int64 = 0
        for _ in 0..<16 {
            guard let page = file.bytes(at: offset, 27), page.has("OggS"), page[5] & 2 != 0,
                let table = file.bytes(at: offset + 27, Int(page[26]))
            else { break }
            let body = offset + 27 + Int64(table.count)
            if let packet = file.upTo(64, at: body),
                let track = Self.track(packet, serial: page[14..<18].littleEndian, &facts)
            {
                tracks.append(track)
            }
            offset = body + table.reduce(Int64(0)) { $0 + Int64($1) }
        }
        return tracks
    }

    private static func track(_ packet: [UInt8], serial: UInt64, _ facts: inout MediaFacts) -> Track? {
        func sound(_ codec: String, _ rate: UInt64, ahead: UInt64 = 0) -> Track? {
            guard rate > 0 else { return nil }
            return Track(serial: serial, codec: codec, isVideo: false) { Double($0 &- min($0, ahead)) / Double(rate) }
        }
        if packet.has("\u{1}vorbis"), packet.count >= 16 { return sound("vorbis", packet[12..<16].littleEndian) }
        if packet.has("OpusHead"), packet.count >= 12 {
            return sound("opus", 48_000, ahead: packet[10..<12].littleEndian)
        }
        if packet.has("\u{7F}FLAC"), packet.count >= 30 { return sound("flac", packet[27..<30].bigEndian >> 4) }
        if packet.has("Speex   "), packet.count >= 40 { return sound("speex", packet[36..<40].littleEndian) }
        guard packet.first == 0x80, packet.has("theora", at: 1), packet.count >= 42 else { return nil }
        facts.width = Int(packet[14..<17].bigEndian)
        facts.height = Int(packet[17..<20].bigEndian)
        let (frames, seconds) = (Double(packet[22..<26].bigEndian), Double(packet[26..<30].bigEndian))
        let shift = (UInt64(packet[40] & 3) << 3) | UInt64(packet[41] >> 5)
        guard frames > 0 else { return nil }
        return Track(serial: serial, codec: "theora", isVideo: true) { granule in
            Double((granule >> shift) + (granule & ((1 << shift) - 1))) * seconds / frames
        }
    }
}
