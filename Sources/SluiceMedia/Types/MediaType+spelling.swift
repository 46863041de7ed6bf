/// What the API calls things: the enums of its content blocks (contract 7.1).
extension MediaType {
    /// The API's name for this type and the block it goes into; `nil` when no block takes it.
    ///
    /// Text and code of every kind have one name, since they travel as text.
    var spelling: (type: MediaType, modality: Modality)? {
        let type = canonical
        if let modality = Self.modalities[type] { return (type, modality) }
        return type.isText ? (.plainText, .text) : nil
    }

    /// The API's name for this type; `nil` when the service does not take it.
    public var accepted: MediaType? { spelling?.type }

    /// Every name that the API has, sorted; text of any kind travels as `text/plain`.
    public static var allAccepted: [MediaType] {
        (modalities.keys + [.plainText]).sorted { $0.rawValue < $1.rawValue }
    }

    /// The API's name where it has one, else the name we use for it.
    var canonical: MediaType {
        Self.aliases[self] ?? self
    }

    /// Whether the content is characters to be read as they are.
    var isText: Bool {
        if self == .csv { return false }
        return rawValue.hasPrefix("text/") || rawValue.hasPrefix("message/") || rawValue.hasSuffix("+xml")
            || rawValue.hasSuffix("+json") || Self.textual.contains(self)
    }

    private static let modalities: [MediaType: Modality] = {
        let office = "application/vnd.openxmlformats-officedocument."
        let open = "application/vnd.oasis.opendocument."
        let byModality: [Modality: [String]] = [
            .image: ["png", "jpeg", "webp", "heic", "heif", "gif", "bmp", "tiff"].map { "image/\($0)" },
            .audio: [
                "wav", "mp3", "aiff", "aac", "ogg", "flac", "mpeg", "m4a", "l16", "opus", "alaw", "mulaw", "webm",
            ].map { "audio/\($0)" },
            .video: ["mp4", "mpeg", "mpg", "mov", "avi", "x-flv", "webm", "wmv", "3gpp"].map { "video/\($0)" },
            .document: [
                "application/pdf", "text/csv", "application/msword", "application/vnd.ms-excel",
                "application/vnd.ms-powerpoint", office + "wordprocessingml.document",
                office + "wordprocessingml.template", office + "spreadsheetml.sheet",
                office + "presentationml.presentation", open + "text", open + "spreadsheet", open + "presentation",
            ],
        ]
        var table: [MediaType: Modality] = [:]
        for (modality, names) in byModality {
            for name in names { table[MediaType(rawValue: name)] = modality }
        }
        return table
    }()

    private static let aliases: [MediaType: MediaType] = [
        "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
        "image/x-ms-bmp": "image/bmp", "image/x-bmp": "image/bmp", "image/tif": "image/tiff",
        "image/heic-sequence": "image/heic", "image/heif-sequence": "image/heif",
        "audio/x-wav": "audio/wav", "audio/wave": "audio/wav", "audio/vnd.wave": "audio/wav",
        "audio/x-aiff": "audio/aiff", "audio/aifc": "audio/aiff",
        "audio/x-hx-aac-adts": "audio/aac", "audio/x-hx-aac-adif": "audio/aac", "audio/x-aac": "audio/aac",
        "audio/x-m4a": "audio/m4a", "audio/mp4": "audio/m4a", "audio/x-flac": "audio/flac",
        "audio/x-mp3": "audio/mp3", "audio/x-mpeg": "audio/mpeg", "application/ogg": "audio/ogg",
        "audio/pcma": "audio/alaw", "audio/pcmu": "audio/mulaw",
        "video/quicktime": "video/mov", "video/x-msvideo": "video/avi", "video/msvideo": "video/avi",
        "video/x-ms-asf": "video/wmv", "video/x-ms-wmv": "video/wmv", "video/x-m4v": "video/mp4",
        "video/3gpp2": "video/3gpp", "video/3gp": "video/3gpp", "video/flv": "video/x-flv",
        "application/csv": "text/csv", "application/x-pdf": "application/pdf",
    ]

    private static let textual: Set<MediaType> = [
        "application/json", "application/x-ndjson", "application/jsonl", "application/xml", "application/xml-dtd",
        "application/x-subrip", "application/javascript", "application/x-javascript", "application/ecmascript",
        "application/typescript", "application/x-yaml", "application/yaml", "application/toml", "application/x-sh",
        "application/x-shellscript", "application/x-httpd-php", "application/x-tex", "application/x-latex",
        "application/sql", "application/rtf", "application/x-wine-extension-ini", "application/x-bibtex-text-file",
        "application/x-setupscript", "application/x-mswinurl", "application/graphql",
    ]
}
