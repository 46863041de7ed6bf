/// Opus in Ogg: RFC 3533 (pages) and RFC 7845, section 5.1 (`OpusHead` is the first packet of the first page).
struct OggRepair: Repair {
    let doubts: Set<MediaType> = ["audio/ogg", "application/ogg"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        // The page's header is 27 bytes and a table of segments, whose length the last of them gives.
        guard let page = file.bytes(at: 0, 27), page.has("OggS"),
            let packet = file.bytes(at: 27 + Int64(page[26]), 8), packet.has("OpusHead")
        else { return nil }
        return Finding("audio/opus", "Opus in Ogg: its first packet says so")
    }
}
