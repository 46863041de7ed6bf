/// What the last part of a file's name says about its content.
///
/// An extension may stand for several types (`.mp4` holds video or only sound); the first is the usual one.
struct FileExtension {
    /// Lower case, without the dot.
    let name: String
    /// In the API's spelling; empty when the extension says nothing that we know.
    let types: [MediaType]

    init(ofFile path: String) {
        let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
        let file = path.utf8[start...]
        // A leading dot hides a file, it does not begin an extension.
        let dot = file.lastIndex(of: UInt8(ascii: ".")) ?? file.startIndex
        name = dot > file.startIndex ? path[path.utf8.index(after: dot)...].lowercased() : ""
        types = Self.media[name] ?? (Self.text.contains(name) ? [.plainText] : [])
    }

    /// The type that stands for a headerless recording, which only its name can tell.
    var headerless: MediaType? { Self.raw[name] }

    private static let raw: [String: MediaType] = [
        "ul": "audio/mulaw", "ulaw": "audio/mulaw", "mulaw": "audio/mulaw",
        "al": "audio/alaw", "alaw": "audio/alaw",
        "l16": "audio/l16", "pcm": "audio/l16",
    ]

    private static let office = "application/vnd.openxmlformats-officedocument."

    private static let media: [String: [MediaType]] = {
        let table: [(String, [MediaType])] = [
            ("png apng", ["image/png"]), ("jpg jpeg jpe jfif", ["image/jpeg"]), ("webp", ["image/webp"]),
            ("heic heics", ["image/heic", "image/heif"]), ("heif heifs hif", ["image/heif", "image/heic"]),
            ("gif", ["image/gif"]), ("bmp dib", ["image/bmp"]), ("tif tiff", ["image/tiff"]),
            ("avif avifs", ["image/avif"]), ("ico", ["image/vnd.microsoft.icon"]), ("jp2 j2k", ["image/jp2"]),
            ("psd", ["image/vnd.adobe.photoshop"]), ("ppm", ["image/x-portable-pixmap"]),
            ("dng", ["image/x-adobe-dng"]), ("nef nrw", ["image/x-nikon-nef"]), ("arw sr2", ["image/x-sony-arw"]),
            ("cr2", ["image/x-canon-cr2"]), ("cr3", ["image/x-canon-cr3"]), ("raf", ["image/x-fuji-raf"]),
            ("orf", ["image/x-olympus-orf"]), ("rw2", ["image/x-panasonic-rw2"]), ("pef", ["image/x-pentax-pef"]),
            ("srw", ["image/x-samsung-srw"]),
            ("wav", ["audio/wav"]), ("mp3 mp2 mpga", ["audio/mpeg", "audio/mp3"]), ("aif aiff aifc", ["audio/aiff"]),
            ("aac adts", ["audio/aac"]), ("ogg oga", ["audio/ogg", "audio/opus", "video/ogg"]),
            ("opus", ["audio/opus", "audio/ogg"]), ("flac", ["audio/flac"]), ("m4a m4b m4r f4a", ["audio/m4a"]),
            ("wma", ["audio/x-ms-wma"]), ("amr", ["audio/amr"]), ("au snd", ["audio/basic"]), ("caf", ["audio/x-caf"]),
            ("ac3", ["audio/vnd.dolby.dd-raw"]), ("mka", ["audio/x-matroska"]), ("weba", ["audio/webm"]),
            ("ul ulaw mulaw", ["audio/mulaw"]), ("al alaw", ["audio/alaw"]), ("l16 pcm", ["audio/l16"]),
            ("mp4 m4v f4v", ["video/mp4", "audio/m4a"]), ("mov qt", ["video/mov", "audio/m4a"]),
            ("avi", ["video/avi", "audio/x-avi"]),
            ("mpg mpeg mpe m1v m2v vob", ["video/mpeg", "video/mpg"]), ("wmv asf", ["video/wmv", "audio/x-ms-wma"]),
            ("flv", ["video/x-flv", "audio/x-flv"]), ("webm", ["video/webm", "audio/webm"]),
            ("3gp 3gpp 3g2", ["video/3gpp", "video/mp4", "audio/m4a"]),
            ("mkv", ["video/x-matroska", "audio/x-matroska"]), ("m2ts mts", ["video/mp2t", "audio/mp2t"]),
            ("ogv", ["video/ogg"]),
            ("ts", ["text/plain", "video/mp2t", "audio/mp2t"]),
            ("pdf", ["application/pdf"]), ("csv", ["text/csv"]),
            ("doc dot", ["application/msword"]), ("xls xlt", ["application/vnd.ms-excel"]),
            ("ppt pps", ["application/vnd.ms-powerpoint"]),
            ("docx", [MediaType(rawValue: office + "wordprocessingml.document")]),
            ("dotx", [MediaType(rawValue: office + "wordprocessingml.template")]),
            ("xlsx", [MediaType(rawValue: office + "spreadsheetml.sheet")]),
            ("pptx", [MediaType(rawValue: office + "presentationml.presentation")]),
            ("odt", ["application/vnd.oasis.opendocument.text"]),
            ("ods", ["application/vnd.oasis.opendocument.spreadsheet"]),
            ("odp", ["application/vnd.oasis.opendocument.presentation"]),
            ("epub", ["application/epub+zip"]), ("zip", ["application/zip"]), ("gz tgz", ["application/gzip"]),
        ]
        var types: [String: [MediaType]] = [:]
        for (names, claims) in table {
            for name in names.split(separator: " ") { types[String(name)] = claims.map(\.canonical) }
        }
        return types
    }()

    private static let text: Set<String> = Set(
        """
        txt text md markdown rst adoc org log tsv json jsonl ndjson geojson xml svg html htm xhtml rss atom css scss \
        less yaml yml toml ini cfg conf properties env srt vtt sbv ass tex bib rtf ics vcf eml sql graphql proto \
        swift py pyi js mjs cjs jsx tsx vue c h cc cpp cxx hpp hh m mm java kt kts scala go rs rb php pl pm lua r jl \
        hs ml ex exs erl clj dart cs fs vb sh bash zsh fish ps1 bat cmake mk gradle diff patch ipynb cu
        """.split(separator: " ").map(String.init)
    )
}
