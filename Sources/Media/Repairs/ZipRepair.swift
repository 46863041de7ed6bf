/// Office and OpenDocument files: ZIP archives (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16) known by the names of
/// their parts (ECMA-376, part 2; OpenDocument 1.3, part 2, section 3.3).
///
/// libmagic looks at the first entries; another order, or a large picture ahead of them, hides what the archive is.
struct ZipRepair: Repair {
    let doubts: Set<MediaType> = ["application/zip", "application/java-archive", .unknown, word]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let start = file.bytes(at: 0, 4), start.has("PK\u{03}\u{04}") else { return nil }
        let archive = ZipDirectory(in: &file)
        let names = archive.names
        if detected == Self.word {
            // libmagic is content with any part below word/.
            if !names.isEmpty, !names.contains("[Content_Types].xml") {
                return Finding("application/zip", "an archive without the parts that make a document of it")
            }
            return Self.isTemplate(archive, &file) ? Self.template : nil
        }
        if let name = archive.content(of: "mimetype", limit: 100, in: &file) {
            let type = MediaType(rawValue: String(decoding: name, as: UTF8.self))
            // Only of its own family: a part may hold any words.
            let isOpen = type.rawValue.hasPrefix("application/vnd.oasis.opendocument.") && type.spelling != nil
            if isOpen || type == "application/epub+zip" {
                return Finding(type, "an archive whose part named mimetype says so")
            }
        }
        guard names.contains("[Content_Types].xml") else { return nil }
        if names.contains("word/document.xml"), Self.isTemplate(archive, &file) { return Self.template }
        for (part, kind) in Self.parts where names.contains(part) {
            let type = MediaType(rawValue: "application/vnd.openxmlformats-officedocument.\(kind)")
            return Finding(type, "Office Open XML: it has a part named \(part)")
        }
        return nil
    }

    private static let word: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    private static let template = Finding(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "Office Open XML: its main part is a template's"
    )

    private static func isTemplate(_ archive: ZipDirectory, _ file: inout ByteReader) -> Bool {
        let types = archive.content(of: "[Content_Types].xml", limit: 1 << 16, in: &file)
        return types?.firstPlace(of: Array("wordprocessingml.template.main+xml".utf8)) != nil
    }

    private static let parts = [
        ("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet"),
        ("ppt/presentation.xml", "presentationml.presentation"),
    ]
}
