import StructuredJSON

extension Recipe {
    /// Reads a pipeline file's text, strictly: an unknown key, a wrong type, a schema that is none or a template
    /// variable that does not exist is an error with its line.
    ///
    /// - Parameter file: What errors call the text; `@FILE`s are looked for in its folder.
    /// - Parameter allowsFiles: Whether an `@FILE` may be outside of that folder: a recipe is often somebody else's, and what it
    ///   names is sent to the service.
    public init(yaml: String, file: String, allowsFiles: Bool = false) throws(RecipeError) {
        var reader = YAMLReader(file: file)
        // Some editors begin a file with a byte order mark.
        let document = try reader.read(yaml.hasPrefix("\u{FEFF}") ? String(yaml.unicodeScalars.dropFirst()) : yaml)
        try Self.checkVersion(of: document, file: file)
        try RecipeShape.keys(RecipeFormat.pipeline).check(document, called: "", file: file)
        let builder = RecipeBuilder(document: document, file: file, allowsFiles: allowsFiles)
        try self.init(
            name: document["name"]?.json.string ?? builder.fileStem,
            model: builder.filled("model"),
            turns: builder.turns()
        )
        description = document["description"]?.json.string
        select = try builder.select(for: turns)
        followsLinks = document["select"]?["follow_links"]?.json.bool ?? false
        system = try builder.system()
        generation = document["generation"]?.json.object ?? [:]
        media = try builder.media()
        conversation = builder.choice("conversation") ?? .stateless
        transcript = try builder.transcript()
        output = try builder.output(of: turns)
        finally = try builder.finally(over: turns)
        limits = builder.limits
        serviceTier = builder.choice("service_tier") ?? .standard
        uploads = builder.choice("uploads", "keep") ?? .run
        reask = document["reask"]?.json.number?.int ?? 0
        store = document["store"]?.json.bool ?? false
        guard turns.contains(where: \.concernsTheFile) else {
            throw RecipeError(
                "no turn sends the file, nor names it",
                hint: "add - media: files to an input",
                file: file,
                at: document["turns"]?.place
            )
        }
        if conversation == .stored, !store {
            throw RecipeError(
                "a stored conversation needs the service's memory",
                hint: "write store: true, or conversation: stateless",
                file: file,
                at: document["conversation"]?.place
            )
        }
    }

    /// A file of another version may be right in everything that we would call wrong.
    private static func checkVersion(of document: LocatedValue, file: String) throws(RecipeError) {
        guard document.map != nil else {
            throw RecipeError(
                "a pipeline file is a mapping of keys, not \(document.found)",
                file: file,
                at: document.place
            )
        }
        guard let version = document["sluice"] else {
            throw RecipeError("the version is missing", hint: "begin with sluice: 1", file: file, at: document.place)
        }
        guard version.json.number?.int == RecipeFormat.version else {
            throw RecipeError("sluice should be 1, not \(version.found)", file: file, at: version.place)
        }
    }
}

extension Recipe.Turn {
    /// Whether its question is another one for another file.
    fileprivate var concernsTheFile: Bool {
        input.contains { part in
            switch part {
            case .media: true
            case .text(let template):
                template.text.split(separator: "{{").dropFirst().contains { tag in
                    tag.prefix { $0 != "}" }.contains("file") || tag.prefix { $0 != "}" }.contains("group")
                }
            }
        }
    }
}
