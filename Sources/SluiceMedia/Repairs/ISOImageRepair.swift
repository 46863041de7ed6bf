/// HEIF and AVIF: ISO/IEC 23008-12 (brands `mif1`, `heic`, …) and the AV1 Image File Format (`avif`, `avis`).
///
/// A file may call itself by the general brand first and name what it really holds among the compatible ones.
struct ISOImageRepair: Repair {
    let doubts: Set<MediaType> = [.unknown, "image/heif", "image/heif-sequence", "application/mp4", "video/mp4"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let first = Box(at: 0, before: file.size, in: &file), first.type == "ftyp",
            let content = file.bytes(at: first.payload, Int(min(first.end - first.payload, 256)))
        else { return nil }
        let words = stride(from: 0, to: content.count - 3, by: 4).map { Box.name(content[$0..<$0 + 4]) }
        // The second word is a version.
        guard let brand = words.first else { return nil }
        let brands = Set([brand] + words.dropFirst(2))
        // A picture under a brand that is not known: its items stand in a box behind the brands, and there is no movie.
        guard
            Self.images.contains(brand)
                || (!brands.isDisjoint(with: Self.images) && Self.hasItemsAlone(behind: first.end, &file))
        else { return nil }
        let type: MediaType
        if !brands.isDisjoint(with: ["avif", "avis"]) {
            type = "image/avif"
        } else if !brands.isDisjoint(with: ["heic", "heix", "heim", "heis", "hevc", "hevx"]) {
            type = .heic
        } else {
            type = .heif
        }
        return type == detected.canonical
            ? nil : Finding(type, "its brands are \(brands.sorted().joined(separator: " "))")
    }

    private static func hasItemsAlone(behind start: Int64, _ file: inout ByteReader) -> Bool {
        let boxes = Box.children(from: start, to: file.size, in: &file).prefix(16)
        return boxes.contains { $0.type == "meta" } && !boxes.contains { $0.type == "moov" }
    }

    private static let images: Set<String> = [
        "mif1", "msf1", "mif2", "heic", "heix", "heim", "heis", "hevc", "hevx", "avif", "avis",
    ]
}
