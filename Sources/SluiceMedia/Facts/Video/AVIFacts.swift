/// AVI: Microsoft's Multimedia Programming Interface 1.0 and the OpenDML extensions 1.02 (`avih`, `strh`, `strf`, `dmlh`).
/// The pictures that the header counts are held against the chunks: a recorder that broke off leaves none.
struct AVIFacts: FactReader {
    let types: Set<MediaType> = ["video/avi"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.upTo(1 << 16, at: 12), head.has("LIST"), head.has("hdrl", at: 8) else { return }
        var (video, audio): ([String], [String]) = ([], [])
        var kind = ""
        var frameTime = 0.0
        var frames: UInt64 = 0
        var pictures: Int64?
        var at = 12
        while at + 8 <= head.count {
            let name = Box.name(head[at..<at + 4])
            let length = Int(head[at + 4..<at + 8].littleEndian)
            let body = Array(head[(at + 8)...].prefix(length))
            switch name {
            case "LIST" where !body.has("movi"):
                // Its parts are read as if they stood here.
                at += 12
                continue
            case "LIST":
                pictures = Int64(12 + at + 12)
                at = head.count
            case "avih" where body.count >= 40:
                frameTime = Double(body[..<4].littleEndian) / 1e6
                frames = body[16..<20].littleEndian
                facts.width = Int(body[32..<36].littleEndian)
                facts.height = Int(body[36..<40].littleEndian)
            case "strh" where body.count >= 4: kind = Box.name(body[..<4])
            case "strf" where kind == "vids" && body.count >= 20:
                video.append(FourCharacterCode.codec(Box.name(body[16..<20])))
            case "strf" where kind == "auds" && body.count >= 16:
                audio.append(WaveFormat.codec(body[..<2].littleEndian, bits: Int(body[14..<16].littleEndian)))
            case "dmlh" where body.count >= 4: frames = max(frames, body[..<4].littleEndian)
            default: break
            }
            at += 8 + length + length % 2
        }
        facts.codecs = video + audio
        guard frameTime > 0 else { return }
        let counted = pictures.flatMap { AVIChunks.pictures(from: $0, in: &file) }
        facts.settle(
            claimed: Double(frames) * frameTime,
            measured: counted.map { MeasuredLength(seconds: $0.count * frameTime, isEstimate: $0.isEstimate) },
            // A film may begin quietly.
            tolerance: 0.6
        )
    }
}
