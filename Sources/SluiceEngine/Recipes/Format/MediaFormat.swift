/// The options of media blocks (contract §2.3).
enum MediaFormat {
    static let keys: [RecipeKey] = [
        RecipeKey(
            "resolution",
            .choice(Recipe.Resolution.allCases.map(\.rawValue)),
            "Detail of images, video and documents: more tokens see more."
        ),
        RecipeKey(
            "inline",
            .choice(Recipe.Inline.allCases.map(\.rawValue)),
            "Whether files travel inside the request: never (uploaded, the default), auto (small ones inline), always."
        ),
        RecipeKey(
            "convert",
            .choice(Recipe.Convert.allCases.map(\.rawValue)),
            "never (the default), or auto: what the service does not take is converted by ffmpeg or ImageMagick, into a cache."
        ),
        RecipeKey(
            "audio_track",
            .either([.integer(1...1000), .text]),
            "Which sound track of a video is kept when it is converted: 2, or a language as the file names it, deu. The first unless given."
        ),
        RecipeKey("processing", .keys(processing), "How the service reads each kind of file."),
    ]

    private static let fixed = RecipeKey("type", .choice(["static"]), "Always static in this form.")
    private static let start = RecipeKey("start_offset", .offset, "Where to begin: \"10s\".")
    private static let end = RecipeKey("end_offset", .offset, "Where to stop: \"20.5s\".")

    private static let processing: [RecipeKey] = [
        RecipeKey("audio", .either([.choice(["static"]), .keys([fixed, start, end])]), "A part of a recording."),
        RecipeKey(
            "video",
            .either([
                .choice(["static", "agentic"]),
                .keys([fixed, frames, start, end, layers("frames", "audio", "transcript")]),
            ]),
            "A part of a video and how densely it is seen, or agentic: the model looks where it needs to."
        ),
        RecipeKey(
            "document",
            .either([.choice(["static"]), .keys([fixed, pages, sheets])]),
            "Pages of a document, or a sheet of a spreadsheet."
        ),
    ]

    private static let frames = RecipeKey("fps", .number(0...Double.infinity, isAbove: true), "Frames a second.")

    private static let pages = RecipeKey(
        "page_options",
        .keys([
            RecipeKey("start_page", .integer(1...Int.max), "The first page, from 1."),
            RecipeKey("end_page", .integer(1...Int.max), "The last page, itself included."),
            layers("page_image", "page_text"),
        ]),
        "Which pages are read, and what of them."
    )

    private static let sheets = RecipeKey(
        "spreadsheet_options",
        .keys([
            RecipeKey("sheet_index", .integer(1...Int.max), "Which sheet, from 1."),
            RecipeKey("visible_cells", .text, "The cells that are seen: A1:D10."),
            layers("visual", "data", "formulas"),
        ]),
        "Which sheet is read, and what of it."
    )

    private static func layers(_ names: String...) -> RecipeKey {
        RecipeKey("content_layers", .list(.choice(names), least: 1), "What of it the model is given.")
    }
}
