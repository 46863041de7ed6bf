/// Office Open XML (ECMA-376, part 1: `docProps/app.xml`, slides and sheets as parts) and OpenDocument 1.3 (part 3,
/// section 4.3.2.18: the statistics of `meta.xml`).
struct ZipDocumentFacts: FactReader {
    private static let office = "application/vnd.openxmlformats-officedocument."
    private static let open = "application/vnd.oasis.opendocument."

    let types: Set<MediaType> = Set(
        [
            office + "wordprocessingml.document", office + "wordprocessingml.template",
            office + "spreadsheetml.sheet", office + "presentationml.presentation", open + "text",
            open + "spreadsheet", open + "presentation",
        ].map { MediaType(rawValue: $0) }
    )

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        let archive = ZipDirectory(in: &file)
        func count(_ folder: String, _ stem: String) -> Int {
            archive.parts.count { part in
                part.name.hasPrefix(folder + stem) && part.name.hasSuffix(".xml")
                    && part.name.dropFirst(folder.count + stem.count).dropLast(4).allSatisfy(\.isNumber)
            }
        }
        let slides = count("ppt/slides/", "slide")
        let sheets = count("xl/worksheets/", "sheet")
        if slides + sheets > 0 {
            facts.pages = slides + sheets
        } else if let app = archive.content(of: "docProps/app.xml", limit: 1 << 16, in: &file) {
            facts.pages = Self.number(after: "<Pages>", in: app)
        } else if let meta = archive.content(of: "meta.xml", limit: 1 << 16, in: &file) {
            facts.pages =
                Self.number(after: "meta:page-count=\"", in: meta)
                ?? Self.number(after: "meta:table-count=\"", in: meta).flatMap { $0 > 0 ? $0 : nil }
        }
    }

    private static func number(after mark: String, in xml: [UInt8]) -> Int? {
        guard let place = xml.firstPlace(of: Array(mark.utf8)) else { return nil }
        let digits = xml[(place + mark.utf8.count)...].prefix(9).prefix { (0x30...0x39).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
