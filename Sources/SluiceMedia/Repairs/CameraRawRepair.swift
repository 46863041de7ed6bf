/// What sensors saw, before it is a picture: TIFF/EP (ISO 12234-2), DNG (Adobe, version 1.7) and what makers build on them.
///
/// libmagic calls most of them TIFF. Readers of TIFF find a small preview in them, or nothing.
struct CameraRawRepair: Repair {
    let doubts: Set<MediaType> = ["image/tiff", .unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.bytes(at: 0, 12) else { return nil }
        if head.has("IIU\0") { return Finding("image/x-panasonic-rw2", "it begins as Panasonic's raw pictures do") }
        if head.has("ftypcrx ", at: 4) { return Finding("image/x-canon-cr3", "its brand is crx") }
        guard let tiff = EXIF(at: 0, length: file.size, in: &file) else { return nil }
        let images = tiff.images(in: &file)
        guard let first = images.first else { return nil }
        if first.entries.contains(where: { $0.tag == 0xC612 }) {
            return Finding("image/x-adobe-dng", "it states a version of DNG")
        }
        let isRaw = images.contains { image in
            tiff.number(262, of: image, in: &file).map(Self.sensors.contains) == true
        }
        guard isRaw else { return nil }
        let maker = first.entries.first { $0.tag == 271 }.flatMap { tiff.text(of: $0, in: &file) }?.lowercased() ?? ""
        let type = Self.makers.first { maker.hasPrefix($0.name) }?.type ?? "image/x-dcraw"
        return Finding(type, "it holds what a sensor saw behind its colour filters")
    }

    /// Photometric interpretations: a colour filter array, and the same unfolded.
    private static let sensors: Set<Double> = [32803, 34892]

    private static let makers: [(name: String, type: MediaType)] = [
        ("nikon", "image/x-nikon-nef"), ("sony", "image/x-sony-arw"), ("pentax", "image/x-pentax-pef"),
        ("ricoh", "image/x-pentax-pef"), ("samsung", "image/x-samsung-srw"), ("canon", "image/x-canon-cr2"),
    ]
}
