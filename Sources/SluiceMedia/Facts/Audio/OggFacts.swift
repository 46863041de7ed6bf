/// Ogg: RFC 3533 (pages), the first packets of Vorbis I (section 4.2.2), Opus (RFC 7845), FLAC (RFC 9639, section 10.1),
/// Speex and Theora (section 6.2). Each page tells how much was played by its end; streams that follow each other are added.
struct OggFacts: FactReader {
    let types: Set<MediaType> = [.ogg, "audio/opus", "video/ogg"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let tracks = OggTrack.first(in: &file)
        facts.codecs = tracks.filter(\.isVideo).map(\.codec) + tracks.filter { !$0.isVideo }.map(\.codec)
        if let picture = tracks.lazy.compactMap(\.size).first { (facts.width, facts.height) = picture }
        guard let main = tracks.first(where: { !$0.isVideo }) ?? tracks.first else { return }
        let hasSound = !main.isVideo
        let known = Dictionary(tracks.map { ($0.serial, $0) }) { first, _ in first }
        let timeline = TimelineScan { bytes in
            Self.points(bytes, known, main, takesVideo: !hasSound)
        }
        facts.settle(claimed: nil, measured: timeline.length(from: 0, to: file.size, in: &file))
    }

    /// The end of every page of sound; of pictures where there is no sound.
    private static func points(
        _ bytes: [UInt8],
        _ known: [UInt64: OggTrack],
        _ main: OggTrack,
        takesVideo: Bool
    ) -> [TimelineScan.Point] {
        var tracks = known
        var points: [TimelineScan.Point] = []
        var at = 0
        while let page = bytes.firstPlace(of: Array("OggS".utf8), from: at), page + 27 <= bytes.count {
            at = page + 4
            guard bytes[page + 4] == 0, bytes[page + 5] < 8 else { continue }
            let body = page + 27 + Int(bytes[page + 26])
            guard body <= bytes.count else { break }
            let serial = bytes[page + 14..<page + 18].littleEndian
            let isFirst = bytes[page + 5] & 2 != 0
            if isFirst {
                let packet = Array(bytes[body..<min(body + 64, bytes.count)])
                tracks[serial] = OggTrack(packet, serial: serial)
            }
            at = max(at, body + bytes[page + 27..<body].reduce(0) { $0 + Int($1) })
            let granule = bytes[page + 6..<page + 14].littleEndian
            // The first page of a stream that was joined on may lie in a part that was not read: it is like the others.
            let track = tracks[serial] ?? (isFirst ? nil : main)
            guard let track, track.isVideo == takesVideo, granule != .max, granule >> 63 == 0 else { continue }
            points.append(TimelineScan.Point(offset: page, seconds: track.time(granule), isStart: isFirst))
        }
        return points
    }
}

/// One stream of an Ogg file, by its first packet.
struct OggTrack: Sendable {
    let serial: UInt64
    let codec: String
    var isVideo = false
    /// Of pictures.
    var size: (Int, Int)?
    /// Seconds at a granule position.
    let time: @Sendable (UInt64) -> Double

    init?(_ packet: [UInt8], serial: UInt64) {
        self.serial = serial
        var rate: UInt64 = 0
        var ahead: UInt64 = 0
        if packet.has("\u{1}vorbis"), packet.count >= 16 {
            (codec, rate) = ("vorbis", packet[12..<16].littleEndian)
        } else if packet.has("OpusHead"), packet.count >= 12 {
            (codec, rate, ahead) = ("opus", 48_000, packet[10..<12].littleEndian)
        } else if packet.has("\u{7F}FLAC"), packet.count >= 30 {
            (codec, rate) = ("flac", packet[27..<30].bigEndian >> 4)
        } else if packet.has("Speex   "), packet.count >= 40 {
            (codec, rate) = ("speex", packet[36..<40].littleEndian)
        } else if packet.first == 0x80, packet.has("theora", at: 1), packet.count >= 42 {
            let (frames, seconds) = (Double(packet[22..<26].bigEndian), Double(packet[26..<30].bigEndian))
            let shift = (UInt64(packet[40] & 3) << 3) | UInt64(packet[41] >> 5)
            guard frames > 0 else { return nil }
            codec = "theora"
            isVideo = true
            size = (Int(packet[14..<17].bigEndian), Int(packet[17..<20].bigEndian))
            time = { granule in Double((granule >> shift) + (granule & ((1 << shift) - 1))) * seconds / frames }
            return
        } else {
            return nil
        }
        guard rate > 0 else { return nil }
        time = { [rate, ahead] granule in Double(granule - min(granule, ahead)) / Double(rate) }
    }

    /// The streams that a file begins with: their first pages come before all others.
    static func first(in file: inout ByteReader) -> [OggTrack] {
        var tracks: [OggTrack] = []
        var offset: Int64 = 0
        for _ in 0..<16 {
            guard let page = file.bytes(at: offset, 27), page.has("OggS"), page[5] & 2 != 0,
                let table = file.bytes(at: offset + 27, Int(page[26]))
            else { break }
            let body = offset + 27 + Int64(table.count)
            if let packet = file.upTo(64, at: body), let track = OggTrack(packet, serial: page[14..<18].littleEndian) {
                tracks.append(track)
            }
            offset = body + table.reduce(Int64(0)) { $0 + Int64($1) }
        }
        return tracks
    }
}
