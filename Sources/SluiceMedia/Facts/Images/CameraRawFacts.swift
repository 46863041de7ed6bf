/// Raw pictures on top of TIFF: what the camera noted, and the size of the largest image in it.
struct CameraRawFacts: FactReader {
    let types: Set<MediaType> = [
        "image/x-adobe-dng", "image/x-nikon-nef", "image/x-sony-arw", "image/x-pentax-pef", "image/x-samsung-srw",
        "image/x-canon-cr2", "image/x-dcraw",
    ]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let tiff = EXIF(at: 0, length: file.size, in: &file) else { return }
        tiff.read(&file, into: &facts)
        for image in tiff.images(in: &file) {
            guard let width = tiff.number(256, of: image, in: &file), (1..<1e9).contains(width),
                let height = tiff.number(257, of: image, in: &file), (1..<1e9).contains(height),
                Int(width) > facts.width ?? 0
            else { continue }
            facts.width = Int(width)
            facts.height = Int(height)
        }
    }
}
