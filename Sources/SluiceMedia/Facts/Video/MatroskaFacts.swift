/// Matroska and WebM: RFC 9559, sections 5.1.2 (Info) and 5.1.4 (Tracks). The length that it tells, if any, is held against
/// the times of its clusters.
struct MatroskaFacts: FactReader {
    let types: Set<MediaType> = [.webm, "audio/webm", "video/x-matroska", "audio/x-matroska"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = Element(at: 0, before: file.size, in: &file), head.id == 0x1A45_DFA3,
            let segment = Element(at: head.end, before: file.size, in: &file), segment.id == 0x1853_8067
        else { return }
        var claimed: Double?
        var scale: UInt64 = 1_000_000
        if let info = segment.first(0x1549_A966, in: &file) {
            scale = number(info.first(0x2A_D7B1, in: &file), &file) ?? scale
            claimed = float(info.first(0x4489, in: &file), &file).map { $0 * Double(scale) / 1e9 }
        }
        facts.settle(claimed: claimed, measured: length(of: segment, scale, &file))
        var (video, audio): ([String], [String]) = ([], [])
        for track in segment.first(0x1654_AE6B, in: &file)?.children(in: &file) ?? [] where track.id == 0xAE {
            let codec = Self.codec(content(track.first(0x86, in: &file), &file) ?? [])
            switch number(track.first(0x83, in: &file), &file) {
            case 1:
                video.append(codec)
                guard facts.width == nil, let picture = track.first(0xE0, in: &file) else { break }
                facts.width = number(picture.first(0xB0, in: &file), &file).flatMap { Int(exactly: $0) }
                facts.height = number(picture.first(0xBA, in: &file), &file).flatMap { Int(exactly: $0) }
            case 2: audio.append(codec)
            default: break
            }
        }
        facts.codecs = video + audio
    }

    /// Of all segments: files that were joined have one each.
    private func length(of first: Element, _ scale: UInt64, _ file: inout ByteReader) -> MeasuredLength? {
        let timeline = MatroskaClusters(scale: scale).timeline
        var segment = first
        var sum = timeline.length(from: segment.payload, to: segment.end, in: &file)
        for _ in 0..<32 {
            guard let head = Element(at: segment.end, before: file.size, in: &file), head.id == 0x1A45_DFA3,
                let next = Element(at: head.end, before: file.size, in: &file), next.id == 0x1853_8067,
                let more = timeline.length(from: next.payload, to: next.end, in: &file)
            else { break }
            sum = sum.map { $0 + more } ?? more
            segment = next
        }
        guard let sum, file.size - segment.end > file.size / 50 else { return sum }
        // More segments than are looked at.
        return MeasuredLength(seconds: sum.seconds * Double(file.size) / Double(segment.end), isEstimate: true)
    }

    private func content(_ element: Element?, _ file: inout ByteReader) -> [UInt8]? {
        guard let element, (1...64).contains(element.end - element.payload) else { return nil }
        return file.bytes(at: element.payload, Int(element.end - element.payload))
    }

    private func number(_ element: Element?, _ file: inout ByteReader) -> UInt64? {
        content(element, &file).flatMap { $0.count <= 8 ? $0.bigEndian : nil }
    }

    private func float(_ element: Element?, _ file: inout ByteReader) -> Double? {
        guard let bytes = content(element, &file) else { return nil }
        return switch bytes.count {
        case 4: Double(Float(bitPattern: UInt32(bytes.bigEndian)))
        case 8: Double(bitPattern: bytes.bigEndian)
        default: nil
        }
    }

    /// RFC 9559 refers to the registry of codec identifiers: `V_MPEG4/ISO/AVC`, `A_AAC/MPEG4/LC`.
    private static func codec(_ identifier: [UInt8]) -> String {
        let name = String(decoding: identifier.prefix { $0 != 0 }, as: UTF8.self)
        if let known = names[name] { return known }
        let part = name.dropFirst(2).prefix { $0 != "/" }.lowercased()
        return FourCharacterCode.codec(part)
    }

    private static let names = [
        "V_MPEG4/ISO/AVC": "h264", "V_MPEGH/ISO/HEVC": "hevc", "V_MPEG4/ISO/ASP": "mpeg4", "V_MPEG2": "mpeg2video",
        "V_MPEG1": "mpeg1video", "A_MPEG/L3": "mp3", "A_MPEG/L2": "mp2", "A_PCM/INT/LIT": "pcm_s16le",
        "A_PCM/FLOAT/IEEE": "pcm_f32le",
    ]
}
