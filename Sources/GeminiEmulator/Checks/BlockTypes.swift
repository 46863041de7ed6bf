/// The MIME types a content block takes (contract §7.1).
enum BlockTypes {
    static func allows(_ type: String, in block: String) -> Bool {
        let essence = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return allowed[block]?.contains(essence) ?? false
    }

    private static let office = "application/vnd.openxmlformats-officedocument."
    private static let openDocument = "application/vnd.oasis.opendocument."

    private static let allowed: [String: Set<String>] = [
        "image": types("image/", ["png", "jpeg", "webp", "heic", "heif", "gif", "bmp", "tiff"]),
        "audio": types(
            "audio/",
            ["wav", "mp3", "aiff", "aac", "ogg", "flac", "mpeg", "m4a", "l16", "opus", "alaw", "mulaw", "webm"]
        ),
        "video": types("video/", ["mp4", "mpeg", "mpg", "mov", "avi", "x-flv", "webm", "wmv", "3gpp"]),
        "document": types("application/", ["pdf", "msword", "vnd.ms-excel", "vnd.ms-powerpoint"])
            .union(
                types(
                    office,
                    [
                        "wordprocessingml.document", "wordprocessingml.template", "spreadsheetml.sheet",
                        "presentationml.presentation",
                    ]
                )
            )
            .union(types(openDocument, ["text", "spreadsheet", "presentation"]))
            // Text is read as plain text in a document block (contract §7.1).
            .union(types("text/", ["csv", "plain", "html", "xml", "css", "rtf", "markdown", "javascript"])),
    ]

    private static func types(_ prefix: String, _ names: [String]) -> Set<String> {
        Set(names.map { prefix + $0 })
    }
}
