/// Windows Media: the Advanced Systems Format specification 01.20.03, sections 3.2 and 3.3.
struct ASFFacts: FactReader {
    let types: Set<MediaType> = ["video/wmv", "audio/x-ms-wma"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        var (video, audio): ([String], [String]) = ([], [])
        for object in ASFObject.all(in: &file) {
            if object.isFileProperties, let body = file.bytes(at: object.payload, 64) {
                // In 100 nanoseconds, with the milliseconds that are buffered first.
                let played = Double(body[40..<48].littleEndian) / 1e7 - Double(body[56..<64].littleEndian) / 1e3
                if played > 0 { facts.duration = played }
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
}
