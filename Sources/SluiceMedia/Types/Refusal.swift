/// Why content of some type cannot be sent, and how to make something of it that can.
struct Refusal: Hashable {
    /// What it is, in a person's words.
    let what: String
    let hint: String

    var line: String { "\(what) cannot be sent: \(hint)" }

    init(_ what: String, _ hint: String) {
        self.what = what
        self.hint = hint
    }

    /// For a type that no block takes.
    init(of type: MediaType) {
        self = Self.known[type] ?? Self.general(type)
    }

    private static func general(_ type: MediaType) -> Self {
        switch type.rawValue.prefix(while: { $0 != "/" }) {
        case "image": Self("an image of type \(type)", "convert it to PNG or JPEG")
        case "audio": Self("audio of type \(type)", "convert it, ffmpeg -i in -c:a flac out.flac")
        case "video": Self("video of type \(type)", "convert it, ffmpeg -i in out.mp4")
        default: Self("content of type \(type)", "convert it to PDF, to text or to a common media type")
        }
    }

    private static func raw(_ format: String) -> Self {
        Self(
            "a camera's raw picture (\(format))",
            "develop it, darktable-cli in.raw out.jpg, or send the camera's JPEG"
        )
    }

    private static let known: [MediaType: Self] = [
        .unknown: Self("content of an unknown type", "look at it with the file command and convert it"),
        "image/avif": Self("an AVIF image", "convert it, ffmpeg -i in.avif out.png"),
        "image/vnd.microsoft.icon": Self("an icon", "convert it, ffmpeg -i in.ico out.png"),
        "image/jp2": Self("a JPEG 2000 image", "convert it, ffmpeg -i in.jp2 out.png"),
        "image/vnd.adobe.photoshop": Self("a Photoshop file", "export it as PNG or JPEG"),
        "image/x-adobe-dng": raw("DNG"), "image/x-nikon-nef": raw("Nikon NEF"), "image/x-sony-arw": raw("Sony ARW"),
        "image/x-canon-cr2": raw("Canon CR2"), "image/x-canon-cr3": raw("Canon CR3"),
        "image/x-fuji-raf": raw("Fujifilm RAF"), "image/x-olympus-orf": raw("Olympus ORF"),
        "image/x-panasonic-rw2": raw("Panasonic RW2"), "image/x-pentax-pef": raw("Pentax PEF"),
        "image/x-samsung-srw": raw("Samsung SRW"), "image/x-dcraw": raw("built on TIFF"),
        "image/x-portable-pixmap": Self("a PPM image", "convert it, ffmpeg -i in.ppm out.png"),
        "video/x-matroska": Self("Matroska video", "remux it, ffmpeg -i in.mkv -c copy out.mp4"),
        "audio/x-matroska": Self("Matroska audio", "convert it, ffmpeg -i in.mka -c:a flac out.flac"),
        "video/mp2t": Self("an MPEG transport stream", "remux it, ffmpeg -i in.ts -c copy out.mp4"),
        "video/ogg": Self("Ogg video", "convert it, ffmpeg -i in.ogv out.mp4"),
        "audio/x-ms-wma": Self("Windows Media audio", "convert it, ffmpeg -i in.wma -c:a flac out.flac"),
        "audio/amr": Self("AMR audio", "convert it, ffmpeg -i in.amr -c:a flac out.flac"),
        "audio/basic": Self("Sun audio", "convert it, ffmpeg -i in.au -c:a flac out.flac"),
        "audio/x-caf": Self("a Core Audio file", "convert it, ffmpeg -i in.caf -c:a flac out.flac"),
        "audio/vnd.dolby.dd-raw": Self("Dolby Digital audio", "convert it, ffmpeg -i in.ac3 -c:a flac out.flac"),
        "audio/mp2t": Self("a transport stream with sound alone", "convert it, ffmpeg -i in.ts -vn -c:a flac out.flac"),
        "audio/x-avi": Self("an AVI file with sound alone", "convert it, ffmpeg -i in.avi -vn -c:a flac out.flac"),
        "audio/x-flv": Self("Flash video with sound alone", "convert it, ffmpeg -i in.flv -vn -c:a flac out.flac"),
        "application/vnd.ms-visio.drawing": Self("a Visio drawing", "export it as PDF"),
        "application/vnd.visio": Self("a Visio drawing", "export it as PDF"),
        "application/vnd.ms-outlook": Self("an Outlook message", "print it to PDF, or save it as text or EML"),
        "application/x-mspublisher": Self("a Publisher document", "export it as PDF"),
        "application/vnd.ms-works": Self("a Works document", "open it in LibreOffice and export it as PDF"),
        "application/vnd.ms-project": Self("a Project plan", "export it as PDF or XLSX"),
        "application/vnd.corel-draw": Self("a CorelDRAW drawing", "export it as PDF"),
        "application/x-hwp": Self("a Hangul document", "export it as PDF or DOCX"),
        "application/x-msi": Self("a Windows installer", "leave it out, exclude: [\"*.msi\"]"),
        "application/x-thumbs-db": Self("a cache of thumbnails", "leave it out, exclude: [\"Thumbs.db\"]"),
        "application/vnd.ms-excel.sheet.binary.macroenabled.12": Self("a binary Excel workbook", "save it as XLSX"),
        "application/vnd.openxmlformats-package": Self(
            "a package of parts",
            "export it as PDF from the program that made it"
        ),
        "model/3mf": Self("a 3D model", "render it as PNG"),
        "application/vnd.ms-xpsdocument": Self("an XPS document", "convert it to PDF, xpstopdf in.xps out.pdf"),
        "application/oxps": Self("an XPS document", "convert it to PDF, xpstopdf in.oxps out.pdf"),
        "application/vnd.apple.pages": Self("a Pages document", "export it as PDF or DOCX from Pages"),
        "application/vnd.apple.numbers": Self("a Numbers document", "export it as XLSX, CSV or PDF from Numbers"),
        "application/vnd.apple.keynote": Self("a Keynote document", "export it as PDF or PPTX from Keynote"),
        "application/vnd.apple.iwork": Self(
            "an iWork document (Pages, Numbers or Keynote)",
            "export it as PDF from the program that made it"
        ),
        "application/vnd.android.package-archive": Self("an Android app", "leave it out, exclude: [\"*.apk\"]"),
        "application/x-ios-app": Self("an iOS app", "leave it out, exclude: [\"*.ipa\"]"),
        "application/java-archive": Self("a Java archive", "unpack it first"),
        "application/x-nuget": Self("a NuGet package", "unpack it first"),
        "application/vnd.sketch": Self("a Sketch document", "export it as PDF or PNG"),
        "application/vnd.figma": Self("a Figma document", "export it as PDF or PNG"),
        "application/vnd.google-earth.kmz": Self("a map of Google Earth (KMZ)", "unpack it and send its KML"),
        "application/vnd.oasis.opendocument.graphics": Self("an OpenDocument drawing", "export it as PDF"),
        "application/vnd.oasis.opendocument.formula": Self("an OpenDocument formula", "export it as PDF"),
        "application/vnd.oasis.opendocument.database": Self("an OpenDocument database", "export its tables as CSV"),
        "application/vnd.oasis.opendocument.text-template": Self("an OpenDocument template", "save it as ODT or PDF"),
        "application/vnd.oasis.opendocument.spreadsheet-template": Self("an OpenDocument template", "save it as ODS"),
        "application/vnd.oasis.opendocument.presentation-template": Self("an OpenDocument template", "save it as ODP"),
        "application/vnd.adobe.indesign-idml-package": Self("an InDesign document", "export it as PDF"),
        "application/x-krita": Self("a Krita picture", "export it as PNG"),
        "image/openraster": Self("an OpenRaster picture", "export it as PNG"),
        "application/epub+zip": Self("an EPUB book", "convert it to PDF, pandoc in.epub -o out.pdf"),
        "application/zip": Self("a ZIP archive", "unpack it first"),
        "application/gzip": Self("gzip-compressed content", "unpack it first"),
        "application/x-bzip2": Self("bzip2-compressed content", "unpack it first"),
        "application/x-xz": Self("xz-compressed content", "unpack it first"),
        "application/x-tar": Self("a tar archive", "unpack it first"),
        "application/vnd.sqlite3": Self("an SQLite database", "export its tables as CSV"),
        "application/x-ole-storage": Self("an unnamed Office file", "save it as DOCX, XLSX, PPTX or PDF"),
        "application/cdfv2": Self("an unnamed Office file", "save it as DOCX, XLSX, PPTX or PDF"),
    ]
}
