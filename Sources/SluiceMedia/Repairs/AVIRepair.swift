/// AVI with sound and without pictures (Microsoft's Multimedia Programming Interface 1.0: `strh`).
struct AVIRepair: Repair {
    let doubts: Set<MediaType> = ["video/x-msvideo", "video/avi", "video/vnd.avi"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.upTo(1 << 16, at: 12), head.has("LIST"), head.has("hdrl", at: 8) else { return nil }
        let end = 8 + Int(head[4..<8].littleEndian)
        // All of the headers, or it cannot be told.
        guard end <= head.count else { return nil }
        var (hasSound, hasPictures, at) = (false, false, 12)
        while at + 12 <= end {
            if head.has("LIST", at: at) {
                at += 12
                continue
            }
            if head.has("strh", at: at) {
                hasSound = hasSound || head.has("auds", at: at + 8)
                hasPictures = hasPictures || head.has("vids", at: at + 8) || head.has("iavs", at: at + 8)
            }
            let length = Int(head[at + 4..<at + 8].littleEndian)
            at += 8 + length + length % 2
        }
        guard hasSound, !hasPictures else { return nil }
        return Finding("audio/x-avi", "its streams hold sound and no picture")
    }
}

/// Flash video with sound and without pictures (Video File Format Specification 10, annex E: tags of types 8 and 9).
///
/// The header's flags are a claim; the first tags are held against it.
struct FlashRepair: Repair {
    let doubts: Set<MediaType> = ["video/x-flv"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 9), head.has("FLV") else { return nil }
        var (offset, sounds, isAtEnd) = (Int64(head[5..<9].bigEndian) + 4, 0, false)
        for _ in 0..<64 {
            guard let tag = file.bytes(at: offset, 11) else {
                isAtEnd = true
                break
            }
            if tag[0] & 0x1F == 9 { return nil }
            if tag[0] & 0x1F == 8 { sounds += 1 }
            offset += 11 + Int64(tag[1..<4].bigEndian) + 4
        }
        guard sounds > 0, head[4] & 1 == 0 || isAtEnd else { return nil }
        return Finding("audio/x-flv", "its tags hold sound and no picture")
    }
}
