/// MP4, QuickTime and their kin: ISO/IEC 14496-12 (boxes, `ftyp`, `hdlr`) and the QuickTime File Format.
///
/// libmagic goes by brand: it does not know some brands of video, takes others for audio, and calls a file with sound
/// alone a video. The handlers of the tracks tell.
struct ISOMediaRepair: Repair {
    let doubts: Set<MediaType> = [
        .unknown, "video/mp4", "audio/mp4", "video/quicktime", "audio/x-m4a", "video/x-m4v", "video/3gpp",
        "video/3gpp2",
        "application/mp4", "video/x-m4a", "audio/mpeg", "video/mj2", "video/vnd.dvb.file", "video/mpeg4-generic",
        "application/vnd.apple.mpegurl", "application/x-quicktime-player", "image/x-quicktime", "image/heif",
    ]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let first = Box(at: 0, before: file.size, in: &file), Self.openers.contains(first.type) else {
            return nil
        }
        let brand = first.type == "ftyp" ? file.bytes(at: first.payload, 4).map(Box.name) : "qt  "
        guard let brand, !Self.others.contains(brand) else { return nil }
        let tracks = Self.handlers(in: &file)
        // Brands are hints. A movie with tracks of sound or pictures is one, whatever it calls itself.
        guard Self.isTimed(brand) || tracks.contains("soun") || tracks.contains("vide") else { return nil }
        guard first.type == "ftyp" || !tracks.isEmpty || first.type == "wide" || first.type == "pnot" else {
            return nil
        }

        let type: MediaType
        let why: String
        if Self.audioBrands.contains(brand) || (tracks.contains("soun") && !tracks.contains("vide")) {
            (type, why) = ("audio/mp4", "its tracks hold sound and no picture")
        } else {
            type = Self.container(brand)
            why = tracks.contains("vide") ? "it has a picture track" : "its brand is \(brand)"
        }
        return type.canonical == detected.canonical ? nil : Finding(type, "ISO media: \(why)")
    }

    private static let openers: Set<String> = ["ftyp", "moov", "mdat", "wide", "free", "skip", "pnot"]
    private static let audioBrands: Set<String> = ["M4A ", "M4B ", "M4P ", "F4A ", "F4B "]

    /// Pictures that build on the same boxes, some of them with tracks: raw ones, sequences, JPEG 2000.
    private static let others: Set<String> = [
        "crx ", "mif1", "msf1", "mif2", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis", "jp2 ", "jpx ",
        "jpm ",
    ]

    /// Still images and others that build on the same boxes are not ours.
    private static func isTimed(_ brand: String) -> Bool {
        let families = [
            "iso", "mp4", "avc", "M4", "F4", "f4", "3g", "qt", "hvc", "hev", "cmf", "XAVC", "MSNV", "dash", "msdh",
            "mmp4",
            "dby", "av01", "NDS", "kddi", "piff", "cfhd", "ccff",
        ]
        return families.contains { brand.hasPrefix($0) }
    }

    private static func container(_ brand: String) -> MediaType {
        if brand == "qt  " { return "video/quicktime" }
        return brand.hasPrefix("3g") ? "video/3gpp" : "video/mp4"
    }

    /// The handler types of the tracks (`moov/trak/mdia/hdlr`).
    private static func handlers(in file: inout ByteReader) -> Set<String> {
        guard let movie = Box.children(from: 0, to: file.size, in: &file).first(where: { $0.type == "moov" }) else {
            return []
        }
        var found: Set<String> = []
        for track in Box.children(of: movie, in: &file) where track.type == "trak" {
            for media in Box.children(of: track, in: &file) where media.type == "mdia" {
                for handler in Box.children(of: media, in: &file) where handler.type == "hdlr" {
                    // Version and flags, a predefined word, then the handler's type.
                    if let name = file.bytes(at: handler.payload + 8, 4) { found.insert(Box.name(name)) }
                }
            }
        }
        return found
    }
}
