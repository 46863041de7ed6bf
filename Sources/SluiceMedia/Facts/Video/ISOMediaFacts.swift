/// MP4, QuickTime and their kin: ISO/IEC 14496-12, sections 8.2.2 (`mvhd`), 8.3.2 (`tkhd`), 8.5.2 (`stsd`) and 8.8.2 (`mehd`).
///
/// The movie's header claims a length; the tables of the tracks, or the fragments, have it.
struct ISOMediaFacts: FactReader {
    let types: Set<MediaType> = [.mp4, .mov, .m4a, "video/3gpp"]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let movie = Box.children(from: 0, to: file.size, in: &file).first(where: { $0.type == "moov" }) else {
            return
        }
        var (video, audio): ([String], [String]) = ([], [])
        var scale: UInt64 = 0
        var claimed: UInt64?
        var tables: [SampleTable] = []
        var fragments = MovieFragments()
        for box in Box.children(of: movie, in: &file) {
            switch box.type {
            case "mvhd": (scale, claimed) = Self.duration(box, &file)
            case "mvex":
                fragments.readDefaults(box, &file)
                // In pieces: the whole length is told here, if at all.
                guard let whole = Box.children(of: box, in: &file).first(where: { $0.type == "mehd" }),
                    let head = file.upTo(12, at: whole.payload), head.count >= 8
                else { break }
                claimed = head[0] == 0 ? head[4..<8].bigEndian : head[4...].bigEndian
            case "trak":
                guard let track = Track(box, &file) else { break }
                if track.handler == "vide" {
                    video.append(track.codec)
                    if facts.width == nil, let (width, height) = track.size {
                        facts.width = width
                        facts.height = height
                    }
                    if facts.orientation == nil { facts.orientation = track.orientation }
                } else if track.handler == "soun" {
                    audio.append(track.codec)
                } else {
                    break
                }
                let table = SampleTable(box, &file)
                tables.append(table)
                fragments.scales[table.track] = table.scale
            default: break
            }
        }
        facts.codecs = video + audio
        let unit = Double(scale)
        facts.settle(
            claimed: claimed.flatMap { unit > 0 ? Double($0) / unit : nil },
            measured: SampleTable.length(of: tables, unit, fileSize: file.size)
                ?? fragments.timeline.length(from: movie.end, to: file.size, in: &file)
        )
    }

    /// Units a second, and how many there are.
    private static func duration(_ box: Box, _ file: inout ByteReader) -> (UInt64, UInt64?) {
        guard let head = file.bytes(at: box.payload, 32) else { return (0, nil) }
        let isLong = head[0] == 1
        let scale = isLong ? head[20..<24].bigEndian : head[12..<16].bigEndian
        let length = isLong ? head[24..<32].bigEndian : head[16..<20].bigEndian
        let isKnown = length > 0 && length != (isLong ? .max : 0xFFFF_FFFF)
        return (scale, isKnown ? length : nil)
    }

    private struct Track {
        var handler = ""
        var codec = ""
        var size: (Int, Int)?
        var orientation: Int?

        init?(_ box: Box, _ file: inout ByteReader) {
            for part in Box.children(of: box, in: &file) {
                if part.type == "tkhd", let head = file.upTo(88, at: part.payload), head.count >= 84 {
                    let matrix = head[0] == 1 ? 52 : 40
                    guard head.count >= matrix + 20 else { continue }
                    orientation = Self.orientation(
                        [0, 4, 12, 16].map { Int32(truncatingIfNeeded: head[matrix + $0..<matrix + $0 + 4].bigEndian) }
                    )
                } else if part.type == "mdia" {
                    read(media: part, &file)
                }
            }
            guard !handler.isEmpty, !codec.isEmpty else { return nil }
        }

        private mutating func read(media: Box, _ file: inout ByteReader) {
            for part in Box.children(of: media, in: &file) {
                if part.type == "hdlr", let name = file.bytes(at: part.payload + 8, 4) { handler = Box.name(name) }
                guard part.type == "minf" else { continue }
                for table in Box.children(of: part, in: &file) where table.type == "stbl" {
                    for box in Box.children(of: table, in: &file) where box.type == "stsd" {
                        guard let entry = file.upTo(44, at: box.payload), entry.count >= 16 else { continue }
                        codec = FourCharacterCode.codec(Box.name(entry[12..<16]))
                        if handler == "vide", entry.count >= 44 {
                            size = (Int(entry[40..<42].bigEndian), Int(entry[42..<44].bigEndian))
                        }
                    }
                }
            }
        }

        /// Of the four numbers that turn; `nil` when they do more than that.
        private static func orientation(_ matrix: [Int32]) -> Int? {
            let one: Int32 = 0x1_0000
            return switch (matrix[0], matrix[1], matrix[2], matrix[3]) {
            case (one, 0, 0, one): 1
            case (0, one, -one, 0): 6
            case (-one, 0, 0, -one): 3
            case (0, -one, one, 0): 8
            default: nil
            }
        }
    }
}
