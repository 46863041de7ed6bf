/// Office and OpenDocument files: ZIP archives (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16) known by the names of
/// their parts (ECMA-376, part 2; OpenDocument 1.3, part 2, section 3.3).
///
/// libmagic looks at the first entries; another order, or a large picture ahead of them, hides what the archive is.
struct ZipRepair: Repair {
    let doubts: Set<MediaType> = ["application/zip", .unknown]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let start = file.bytes(at: 0, 4), start.has("PK\u{03}\u{04}") else { return nil }
        let names = ZipDirectory(in: &file).names
        if names.contains("mimetype"), let type = Self.openDocument(in: &file), type.spelling != nil {
            return Finding(type, "OpenDocument: its part named mimetype says so")
        }
        guard names.contains("[Content_Types].xml") else { return nil }
        for (part, kind) in Self.parts where names.contains(part) {
            let type = MediaType(rawValue: "application/vnd.openxmlformats-officedocument.\(kind)")
            return Finding(type, "Office Open XML: it has a part named \(part)")
        }
        return nil
    }

    private static let parts = [
        ("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet"),
        ("ppt/presentation.xml", "presentationml.presentation"),
    ]

    /// The content of the part that must come first and uncompressed.
    private static func openDocument(in file: inout ByteReader) -> MediaType? {
        guard let head = file.bytes(at: 0, 30), head[8..<10].littleEndian == 0 else { return nil }
        let nameLength = Int(head[26..<28].littleEndian)
        let length = Int(min(head[18..<22].littleEndian, 100))
        guard nameLength == 8, file.bytes(at: 30, 8)?.has("mimetype") == true else { return nil }
        let extra = Int64(head[28..<30].littleEndian)
        return file.bytes(at: 38 + extra, length).map { MediaType(rawValue: String(decoding: $0, as: UTF8.self)) }
    }
}
