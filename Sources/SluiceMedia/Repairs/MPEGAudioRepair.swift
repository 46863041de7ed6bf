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
        // What a tag says of its length is a claim. Where no frame follows it, the frames are looked for.
        if Self.frames(from: offset, in: &file) < 3, file.bytes(at: offset, 4)?.has("fLaC") != true {
            let start = tag.map { $0 + 10 } ?? 0
            if tag != nil, let place = Self.flac(after: start, in: &file) {
                offset = place
            } else {
                offset = Self.firstFrame(after: start, in: &file) ?? offset
            }
        }
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

    /// The first of three frames in a row that begin within the next 64 KiB.
    private static func firstFrame(after start: Int64, in file: inout ByteReader) -> Int64? {
        // Two of the longest frames follow the last that may be the first.
        guard let window = file.upTo(1 << 16 + 1 << 13, at: start) else { return nil }
        func frame(at index: Int) -> MPEGAudioFrame? {
            index + 4 <= window.count ? MPEGAudioFrame(Array(window[index..<index + 4])) : nil
        }
        var at = 0
        while let place = window[at...].firstIndex(of: 0xFF), place < 1 << 16 {
            at = place + 1
            guard at < window.count, window[at] >= 0xE0, let first = frame(at: place) else { continue }
            guard let second = frame(at: place + first.length), second.kind == first.kind,
                let third = frame(at: place + first.length + second.length), third.kind == first.kind
            else { continue }
            return start + Int64(place)
        }
        return nil
    }

    /// Where FLAC begins within the next 64 KiB, with the block that comes first.
    private static func flac(after start: Int64, in file: inout ByteReader) -> Int64? {
        guard let window = file.upTo(1 << 16, at: start) else { return nil }
        return window.firstPlace(of: Array("fLaC".utf8) + [0, 0, 0, 34]).map { start + Int64($0) }
            ?? window.firstPlace(of: Array("fLaC".utf8) + [0x80, 0, 0, 34]).map { start + Int64($0) }
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
