/// Matroska and WebM: RFC 8794 (EBML) and RFC 9559 (Matroska), without pictures?
///
/// libmagic reads the document type alone and takes every such file for video.
struct MatroskaRepair: Repair {
    let doubts: Set<MediaType> = ["video/webm", "video/x-matroska", "application/x-matroska"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let tracks = Self.trackTypes(in: &file), tracks.contains(Self.audio), !tracks.contains(Self.video) else {
            return nil
        }
        let type: MediaType = detected == "video/webm" ? "audio/webm" : "audio/x-matroska"
        return Finding(type, "its tracks hold sound and no picture")
    }

    private static let video: UInt64 = 1
    private static let audio: UInt64 = 2

    /// The types of the tracks: Segment, Tracks, TrackEntry, TrackType.
    private static func trackTypes(in file: inout ByteReader) -> Set<UInt64>? {
        guard let head = Element(at: 0, before: file.size, in: &file), head.id == 0x1A45_DFA3 else { return nil }
        guard let segment = Element(at: head.end, before: file.size, in: &file), segment.id == 0x1853_8067 else {
            return nil
        }
        guard let tracks = segment.first(0x1654_AE6B, in: &file) else { return nil }
        var types: Set<UInt64> = []
        for entry in tracks.children(in: &file) where entry.id == 0xAE {
            guard let type = entry.first(0x83, in: &file), (1...8).contains(type.end - type.payload) else { continue }
            if let value = file.bytes(at: type.payload, Int(type.end - type.payload)) { types.insert(value.bigEndian) }
        }
        return types
    }
}

/// One element of EBML (RFC 8794, sections 4 to 6).
private struct Element {
    let id: UInt64
    let payload: Int64
    let end: Int64

    init?(at offset: Int64, before limit: Int64, in file: inout ByteReader) {
        guard offset < limit, let head = file.upTo(12, at: offset), let first = head.first else { return nil }
        let idLength = first.leadingZeroBitCount + 1
        guard idLength <= 4, head.count > idLength else { return nil }
        let lengthByte = head[idLength]
        let sizeLength = lengthByte.leadingZeroBitCount + 1
        guard sizeLength <= 8, head.count >= idLength + sizeLength else { return nil }
        id = head[..<idLength].bigEndian
        let mask: UInt64 = (1 << UInt64(7 * sizeLength)) - 1
        let size = head[idLength..<idLength + sizeLength].bigEndian & mask
        payload = offset + Int64(idLength + sizeLength)
        guard payload <= limit else { return nil }
        // All ones: of unknown size, as live streams write it. A size beyond what encloses it belongs to a cut file.
        end = size == mask ? limit : payload + Int64(min(size, UInt64(limit - payload)))
    }

    /// Stops at the first that makes no sense, and after 256.
    func children(in file: inout ByteReader) -> [Element] {
        var found: [Element] = []
        var offset = payload
        while found.count < 256, let child = Element(at: offset, before: end, in: &file) {
            found.append(child)
            offset = child.end
        }
        return found
    }

    func first(_ id: UInt64, in file: inout ByteReader) -> Element? {
        var offset = payload
        for _ in 0..<256 {
            guard let child = Element(at: offset, before: end, in: &file) else { return nil }
            if child.id == id { return child }
            offset = child.end
        }
        return nil
    }
}
