/// Whether bytes can be what their MIME type says: by signatures at their beginning.
enum ByteCheck {
    /// `true` for a picture that is declared to be a recording, or for what is declared to be a picture or a PDF and
    /// has no signature of one. What cannot be told is believed.
    static func contradicts(_ bytes: StoredBytes, _ mimeType: String) -> Bool {
        let head = bytes.beginning(1024)
        return !head.isEmpty && contradicts(head, mimeType)
    }

    static func contradicts(_ head: [UInt8], _ mimeType: String) -> Bool {
        let type = mimeType.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        let kinds = kinds(of: head)
        let major = type.prefix { $0 != "/" }
        switch major {
        case "image": return !kinds.contains("image")
        case "audio" where ["audio/l16", "audio/alaw", "audio/mulaw"].contains(type): return !kinds.isEmpty
        case "audio", "video": return !kinds.isEmpty && !kinds.contains(String(major))
        case "application" where type == "application/pdf": return !kinds.contains("pdf")
        case "application", "text": return !kinds.isDisjoint(with: ["image", "audio", "video"])
        default: return false
        }
    }

    /// What the first bytes say; several where containers hold several things, none where they say nothing.
    private static func kinds(of head: [UInt8]) -> Set<String> {
        func has(_ text: String, at place: Int = 0) -> Bool { head.dropFirst(place).starts(with: text.utf8) }
        for (signature, kinds) in signatures where head.starts(with: signature) { return kinds }
        if has("RIFF") {
            return has("WAVE", at: 8) ? ["audio"] : has("WEBP", at: 8) ? ["image"] : ["video"]
        }
        if has("ftyp", at: 4) {
            let brand = String(decoding: head.dropFirst(8).prefix(4), as: UTF8.self)
            return ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis"].contains(brand)
                ? ["image"] : ["video", "audio"]
        }
        if ["moov", "mdat", "free", "wide", "skip"].contains(where: { has($0, at: 4) }) { return ["video", "audio"] }
        // An MPEG audio frame; layer 0 with such a mark is AAC.
        if head.count > 1, head[0] == 0xFF, head[1] & 0xE0 == 0xE0, head[1] != 0xFE, head[1] != 0xFF {
            return ["audio"]
        }
        return contains(head, "%PDF-") ? ["pdf"] : []
    }

    private static let signatures: [([UInt8], Set<String>)] = [
        ([0x89, 0x50, 0x4E, 0x47], ["image"]), ([0xFF, 0xD8, 0xFF], ["image"]), (Array("GIF8".utf8), ["image"]),
        (Array("BM".utf8), ["image"]), (Array("II*\0".utf8), ["image"]), (Array("MM\0*".utf8), ["image"]),
        (Array("fLaC".utf8), ["audio"]), (Array("ID3".utf8), ["audio"]), (Array("FORM".utf8), ["audio"]),
        (Array("OggS".utf8), ["audio", "video"]), ([0x1A, 0x45, 0xDF, 0xA3], ["audio", "video"]),
        ([0x30, 0x26, 0xB2, 0x75], ["audio", "video"]), (Array("FLV".utf8), ["video"]),
        ([0, 0, 1, 0xBA], ["video"]), ([0, 0, 1, 0xB3], ["video"]),
    ]

    private static func contains(_ head: [UInt8], _ text: String) -> Bool {
        let text = Array(text.utf8)
        return head.count >= text.count
            && (0...head.count - text.count).contains { head[$0] == text[0] && head[$0...].starts(with: text) }
    }
}
