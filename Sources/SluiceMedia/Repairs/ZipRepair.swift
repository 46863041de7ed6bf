/// What a ZIP archive is (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16): an Office file (ECMA-376, part 2), OpenDocument
/// (1.3, part 2, section 3.3) or one of the many others that are archives.
///
/// libmagic looks at the first entries; another order, or a large picture ahead of them, hides what the archive is. What is
/// told here is told by the parts: the main part and its type, a part named `mimetype`, the names that a format prescribes.
struct ZipRepair: Repair {
    let doubts: Set<MediaType> = []

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        let archive = ZipDirectory(in: &file)
        let names = archive.names
        // Cut, or without a directory within reach: libmagic has looked at its beginning.
        guard !names.isEmpty else {
            return detected.isText ? Finding("application/zip", "an archive, by its beginning") : nil
        }
        if let finding = Self.named(archive, &file) ?? Self.package(archive, &file) ?? Self.known(names) {
            return finding.type == detected && finding.refusal == nil ? nil : finding
        }
        if archive.parts.contains(where: \.isEncrypted) {
            return Finding("application/zip", "an archive with encrypted parts", refusal: Self.lockedArchive)
        }
        guard detected.isText || Self.documents.contains(detected) || detected == .unknown else { return nil }
        return Finding("application/zip", "an archive without the parts that make a document of it")
    }

    private static let lockedArchive = Refusal(
        "a ZIP archive that needs a password",
        "unpack it with the password first"
    )
    private static let lockedDocument = Refusal(
        "a document that needs a password",
        "open it with the password and save it without one, or export it as PDF"
    )

    private static let office = "application/vnd.openxmlformats-officedocument."
    private static let documents = Set(
        ["wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation"]
            .map { MediaType(rawValue: office + $0) }
    )

    /// By a part named `mimetype`.
    private static func named(_ archive: ZipDirectory, _ file: inout ByteReader) -> Finding? {
        guard let content = archive.content(of: "mimetype", limit: 200, in: &file) else { return nil }
        let name = String(decoding: content, as: UTF8.self)
        guard name.prefixMatch(of: /[a-z]+\/[A-Za-z0-9.+\-]+/) != nil else { return nil }
        let type = MediaType(rawValue: name)
        let isOpen = type.rawValue.hasPrefix("application/vnd.oasis.opendocument.")
        // Only of its own family: a part may hold any words.
        guard isOpen || type.spelling == nil else { return nil }
        if isOpen || type == "application/epub+zip" {
            let manifest = archive.content(of: "META-INF/manifest.xml", limit: 1 << 18, in: &file) ?? []
            let isLocked = isOpen && manifest.firstPlace(of: Array("encryption-data".utf8)) != nil
            return Finding(
                type,
                "an archive whose part named mimetype says so",
                refusal: isLocked ? lockedDocument : nil
            )
        }
        return Finding(type, "an archive whose part named mimetype says so")
    }

    /// By the type of the main part (ECMA-376, part 2, sections 9.2 and 10.1).
    private static func package(_ archive: ZipDirectory, _ file: inout ByteReader) -> Finding? {
        let names = archive.names
        guard names.contains("[Content_Types].xml") else { return nil }
        let types = archive.content(of: "[Content_Types].xml", limit: 1 << 18, in: &file) ?? []
        for (mark, type, what) in mainParts where types.firstPlace(of: Array(mark.utf8)) != nil {
            return Finding(MediaType(rawValue: type), "Office Open XML: \(what)")
        }
        // Types that nothing else tells: names are what other writers are held to.
        for (part, kind) in [
            ("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet"),
            ("ppt/presentation.xml", "presentationml.presentation"),
        ] where names.contains(part) {
            return Finding(MediaType(rawValue: office + kind), "Office Open XML: it has a part named \(part)")
        }
        return Finding(
            "application/vnd.openxmlformats-package",
            "a package of the Open Packaging Conventions, of a kind that is not known here"
        )
    }

    /// What stands in `[Content_Types].xml` for the main part, and what the whole is. Templates and shows, and those with
    /// macros, are read like the plain ones.
    private static let mainParts: [(mark: String, type: String, what: String)] = [
        ("wordprocessingml.template.main+xml", office + "wordprocessingml.template", "its main part is a template's"),
        (
            "wordprocessingml.document.main+xml", office + "wordprocessingml.document",
            "its main part is a Word document's"
        ),
        ("ms-word.document.macroEnabled.main+xml", office + "wordprocessingml.document", "a Word document with macros"),
        (
            "ms-word.template.macroEnabledTemplate.main+xml", office + "wordprocessingml.template",
            "a Word template with macros"
        ),
        ("spreadsheetml.sheet.main+xml", office + "spreadsheetml.sheet", "its main part is a workbook's"),
        ("spreadsheetml.template.main+xml", office + "spreadsheetml.sheet", "a template of a workbook"),
        ("ms-excel.sheet.macroEnabled.main+xml", office + "spreadsheetml.sheet", "a workbook with macros"),
        (
            "ms-excel.template.macroEnabled.main+xml", office + "spreadsheetml.sheet",
            "a template of a workbook with macros"
        ),
        (
            "ms-excel.sheet.binary.macroEnabled.main", "application/vnd.ms-excel.sheet.binary.macroenabled.12",
            "a binary workbook"
        ),
        (
            "presentationml.presentation.main+xml", office + "presentationml.presentation",
            "its main part is a presentation's"
        ),
        ("presentationml.slideshow.main+xml", office + "presentationml.presentation", "a slide show"),
        ("presentationml.template.main+xml", office + "presentationml.presentation", "a template of a presentation"),
        (
            "ms-powerpoint.presentation.macroEnabled.main+xml", office + "presentationml.presentation",
            "a presentation with macros"
        ),
        (
            "ms-powerpoint.slideshow.macroEnabled.main+xml", office + "presentationml.presentation",
            "a slide show with macros"
        ),
        (
            "ms-powerpoint.template.macroEnabled.main+xml", office + "presentationml.presentation",
            "a template with macros"
        ),
        ("vnd.ms-visio.", "application/vnd.ms-visio.drawing", "its main part is a Visio drawing's"),
        ("3dmanufacturing-3dmodel+xml", "model/3mf", "its main part is a 3D model"),
        (
            "ms-package.xps-fixeddocumentsequence+xml", "application/vnd.ms-xpsdocument",
            "its main part is a sequence of fixed pages"
        ),
        ("openxps-fixeddocumentsequence+xml", "application/oxps", "its main part is a sequence of fixed pages"),
        ("application/vnd.ms-appx", "application/vnd.ms-appx", "an app for Windows"),
    ]

    /// By the names that formats prescribe. The first that is all there.
    private static func known(_ names: Set<String>) -> Finding? {
        for (parts, type, what) in layouts
        where parts.allSatisfy({ part in
            part.hasSuffix("*")
                ? names.contains { $0.hasPrefix(part.dropLast()) }
                : part.hasPrefix("*")
                    ? names.contains { $0.lowercased().hasSuffix(part.dropFirst()) } : names.contains(part)
        }) {
            return Finding(MediaType(rawValue: type), what)
        }
        return nil
    }

    private static let layouts: [(parts: [String], type: String, what: String)] = [
        (["Index/Document.iwa", "Index/Slide*"], "application/vnd.apple.keynote", "an iWork archive with slides"),
        (
            ["Index/Document.iwa", "Index/MasterSlide*"], "application/vnd.apple.keynote",
            "an iWork archive with slides"
        ),
        (
            ["Index/Document.iwa", "Index/CalculationEngine*", "Index/Tables/*"], "application/vnd.apple.iwork",
            "an iWork archive"
        ),
        (["Index/Document.iwa"], "application/vnd.apple.iwork", "an iWork archive"),
        (["Index.zip"], "application/vnd.apple.iwork", "an iWork package"),
        (["index.apxl"], "application/vnd.apple.keynote", "a Keynote document of 2009"),
        (["index.xml", "buildVersionHistory.plist"], "application/vnd.apple.iwork", "an iWork document of 2009"),
        (["AndroidManifest.xml", "*.dex"], "application/vnd.android.package-archive", "an Android app"),
        (["AndroidManifest.xml", "resources.arsc"], "application/vnd.android.package-archive", "an Android app"),
        (["Payload/*"], "application/x-ios-app", "an archive with a folder named Payload"),
        (["META-INF/MANIFEST.MF"], "application/java-archive", "an archive with Java's manifest"),
        (["document.json", "meta.json", "pages/*"], "application/vnd.sketch", "an archive with a Sketch document"),
        (["canvas.fig"], "application/vnd.figma", "an archive with a Figma canvas"),
        (["doc.kml"], "application/vnd.google-earth.kmz", "an archive with a KML document"),
        (
            ["META-INF/container.xml", "*.opf"], "application/epub+zip",
            "an archive with a book's container and package"
        ),
        (["*.nuspec"], "application/x-nuget", "an archive with a NuGet manifest"),
    ]
}
