/// Flash video: the Video File Format Specification 10, annexes E.4.4 (`onMetaData`) and AMF 0.
struct FlashFacts: FactReader {
    let types: Set<MediaType> = ["video/x-flv"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.upTo(1 << 14, at: 0), head.has("FLV"), head.count > 24 else { return }
        facts.duration = number(called: "duration", in: head)
        facts.width = number(called: "width", in: head).flatMap { Int(exactly: $0) }
        facts.height = number(called: "height", in: head).flatMap { Int(exactly: $0) }
        let video = [2: "flv1", 3: "flashsv", 4: "vp6f", 5: "vp6a", 7: "h264"]
        let audio = [2: "mp3", 10: "aac", 6: "nellymoser", 11: "speex", 0: "pcm", 3: "pcm_s16le"]
        func codec(_ name: String, _ names: [Int: String]) -> [String] {
            number(called: name, in: head).flatMap { Int(exactly: $0) }.flatMap { names[$0] }.map { [$0] } ?? []
        }
        facts.codecs = codec("videocodecid", video) + codec("audiocodecid", audio)
    }

    /// A member's name with its length, a zero for a number, and the number.
    private func number(called name: String, in bytes: [UInt8]) -> Double? {
        let key = [0, UInt8(name.utf8.count)] + Array(name.utf8) + [0]
        guard let at = bytes.firstPlace(of: key), bytes.count >= at + key.count + 8 else { return nil }
        return Double(bitPattern: bytes[at + key.count..<at + key.count + 8].bigEndian)
    }
}
