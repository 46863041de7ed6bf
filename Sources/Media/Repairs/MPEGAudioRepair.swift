/// MP3 and its neighbours behind tags or padding: ID3v2 (id3.org, section 3.1 of version 2.4.0), then frames of
/// ISO/IEC 11172-3 and 13818-3.
struct MPEGAudioRepair: Repair {
    let doubts: Set<MediaType> = [.unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        var offset: Int64 = 0
        var tag: Int64?
        for _ in 0..<4 {
            guard let window = file.upTo(1 << 16, at: offset) else { break }
            offset += Int64(window.prefix { $0 == 0 }.count)
            guard let length = Self.tagLength(at: offset, in: &file) else { break }
            tag = offset
            offset += length
        }
        // A tag that claims to be longer than the file is believed to be a tag, and no more.
        if let tag, file.bytes(at: offset, 1) == nil { offset = Self.firstFrame(after: tag + 10, in: &file) ?? offset }
        if tag != nil, let mark = file.bytes(at: offset, 4), mark.has("fLaC") {
            return Finding(.flac, "FLAC behind \(offset) bytes of tags and padding")
        }
        guard Self.frames(from: offset, in: &file) >= 3 else { return nil }
        return Finding(
            .mp3,
            offset == 0 ? "three MPEG audio frames in a row" : "MPEG audio behind \(offset) bytes of tags and padding"
        )
    }

    /// The length of an ID3v2 tag with its header and footer.
    static func tagLength(at offset: Int64, in file: inout ByteReader) -> Int64? {
        guard let head = file.bytes(at: offset, 10), head.has("ID3"), head[3] < 0xff, head[4] < 0xff else { return nil }
        guard head[6...].allSatisfy({ $0 < 0x80 }) else { return nil }
        let size = head[6...].reduce(Int64(0)) { $0 << 7 | Int64($1) }
        return 10 + size + (head[5] & 0x10 == 0 ? 0 : 10)
    }

    /// The first of three frames in a row within the next 64 KiB. Looks at few places: hostile bytes may all look alike.
    private static func firstFrame(after start: Int64, in file: inout ByteReader) -> Int64? {
        guard let window = file.upTo(1 << 16, at: start) else { return nil }
        var chances = 256
        for (index, byte) in window.enumerated() where byte == 0xff {
            guard chances > 0 else { return nil }
            chances -= 1
            let offset = start + Int64(index)
            if frames(from: offset, in: &file) >= 3 { return offset }
        }
        return nil
    }

    /// How many frames of one kind follow each other, up to three.
    static func frames(from start: Int64, in file: inout ByteReader) -> Int {
        var offset = start
        var kind: UInt64?
        for count in 0..<3 {
            guard let head = file.bytes(at: offset, 4), let frame = MPEGAudioFrame(head),
                kind ?? frame.kind == frame.kind
            else { return count }
            kind = frame.kind
            offset += Int64(frame.length)
        }
        return 3
    }
}
