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
