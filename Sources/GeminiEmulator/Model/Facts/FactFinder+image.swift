import SluiceMedia

extension FactFinder {
    func image(_ block: MediaBlock) async throws -> MediaFacts {
        let bytes = await beginning(of: block)
        let header = ImageHeader(bytes)
        let fallback = block.mimeType.split(separator: "/").last.map { $0.uppercased() } ?? "unknown"
        var facts = MediaFacts(kind: "image", format: header?.format ?? fallback)
        facts.width = header?.width
        facts.height = header?.height
        if let exif = ExifReader(jpeg: bytes) {
            facts.camera = exif.camera
            facts.date = exif.date
            facts.orientation = exif.orientation
        }
        if facts.width == nil, let stream = try await probe(block.path, notes: &facts.notes)?.pictures.first {
            facts.width = stream.width
            facts.height = stream.height
        }
        try await look(at: block.path, into: &facts)
        return facts
    }

    /// The pictures that tesseract reads.
    private static let readable: Set<MediaType> = [
        .png, "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/x-ms-bmp",
    ]

    /// Colours and words of a picture file.
    func look(at path: String, into facts: inout MediaFacts) async throws {
        let scale =
            ["-nostdin", "-v", "error"] + MediaTool.ffmpegInput(path) + [
                "-vf", "scale=48:48", "-frames:v", "1", "-pix_fmt", "rgb24", "-f",
                "rawvideo", "-",
            ]
        if let pixels = try await reading(.ffmpeg, scale, outputLimit: 1 << 16, notes: &facts.notes) {
            facts.colors = ColorName.common(in: pixels)
        }
        // What is no picture to it tesseract takes for a list of pictures to read.
        guard let type = try? await MediaInspector.shared.detect(path).content, Self.readable.contains(type) else {
            return
        }
        // Sparse text: words anywhere, in no order, as on signs.
        let table = try await reading(.tesseract, [path, "stdout", "--psm", "11", "tsv"], notes: &facts.notes)
        if let table {
            let words = ReadableText.words(inTSV: String(decoding: table, as: UTF8.self))
            facts.text = words.isEmpty ? nil : words
        }
    }
}
