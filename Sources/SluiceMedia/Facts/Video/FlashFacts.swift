/// Flash video: the Video File Format Specification 10, annexes E.4.4 (`onMetaData`) and AMF 0. The
/// length that it tells is held against the times of the tags.
struct FlashFacts: FactReader {
    let types: Set<MediaType> = ["video/x-flv"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.upTo(1 << 14, at: 0), head.has("FLV"), head.count > 24 else { return }
        let timeline = TimelineScan(points: Self.points)
        facts.settle(
            claimed: number(called: "duration", in: head),
            measured: timeline.length(from: 0, to: file.size, in: &file)
        )
        facts.width = number(called: "width", in: head).flatMap { Int(exactly: $0) }
        facts.height = number(called: "height", in: head).flatMap { Int(exactly: $0) }
        let video = [2: "flv1", 3: "flashsv", 4: "vp6f", 5: "vp6a", 7: "h264"]
        let audio = [2: "mp3", 10: "aac", 6: "nellymoser", 11: "speex", 0: "pcm", 3: "pcm_s16le"]
        func codec(_ name: String, _ names: [Int: String]) -> [String] {
            number(called: name, in: head).flatMap { Int(exactly: $0) }.flatMap { names[$0] }.map { [$0] } ?? []
        }
        facts.codecs = codec("videocodecid", video) + codec("audiocodecid", audio)
    }

    /// The times of the tags of sound and pictures: type, 24 bits of size, 24 bits of milliseconds and 8 above them, a zero
    /// for the stream; the size once more behind the tag (annexes E.3 and E.4.1).
    private static func points(_ bytes: [UInt8]) -> [TimelineScan.Point] {
        var points: [TimelineScan.Point] = []
        var at = 0
        // Where a tag must begin, behind another.
        var next = -1
        while at + 15 <= bytes.count {
            let end = at + 11 + Int(bytes[at + 1..<at + 4].bigEndian)
            let isTag = (bytes[at] == 8 || bytes[at] == 9 || bytes[at] == 18) && bytes[at + 8..<at + 11].bigEndian == 0
            let isWhole = end + 4 <= bytes.count && bytes[end..<end + 4].bigEndian == UInt64(end - at)
            guard isTag, isWhole || at == next else {
                at += 1
                continue
            }
            if bytes[at] != 18 {
                let time = bytes[at + 4..<at + 7].bigEndian | UInt64(bytes[at + 7]) << 24
                points.append(TimelineScan.Point(offset: at, seconds: Double(time) / 1000))
            }
            at = end + 4
            next = at
        }
        return points
    }

    /// A member's name with its length, a zero for a number, and the number.
    private func number(called name: String, in bytes: [UInt8]) -> Double? {
        let key = [0, UInt8(name.utf8.count)] + Array(name.utf8) + [0]
        guard let at = bytes.firstPlace(of: key), bytes.count >= at + key.count + 8 else { return nil }
        return Double(bitPattern: bytes[at + key.count..<at + key.count + 8].bigEndian)
    }
}
