import SluiceMedia
import StructuredJSON

/// Takes the parts of a recipe out of a document whose keys and types have been checked.
struct RecipeBuilder {
    let document: LocatedValue
    let file: String
    /// Whether an `@FILE` may be outside of the recipe's folder.
    var allowsFiles = false

    /// `photos` of `recipes/photos.yaml`.
    var fileStem: String {
        let name = file.split(separator: "/").last ?? "recipe"
        return String(name.lastIndex(of: ".").map { $0 > name.startIndex ? name[..<$0] : name } ?? name)
    }

    func choice<Choice: RawRepresentable<String>>(_ path: String...) -> Choice? {
        value(path)?.json.string.flatMap(Choice.init)
    }

    /// A text that must not be blank.
    func filled(_ key: String) throws(RecipeError) -> String {
        let value = document[key]
        let text = value?.json.string ?? ""
        guard !text.allSatisfy(\.isWhitespace) else { throw error("\(key) is blank", at: value ?? document) }
        return text
    }

    /// - Parameter turns: What they send is selected, when nothing else is said.
    func select(for turns: [Recipe.Turn]) throws(RecipeError) -> Recipe.Select {
        var select = Recipe.Select()
        for key in ["include", "exclude"] {
            for glob in value(["select", key])?.list ?? [] { try check(glob: glob) }
        }
        select.modalities = texts("select", "modalities")?.compactMap(Modality.init) ?? Self.sent(by: turns)
        if let globs = texts("select", "include") { select.include = globs }
        if let globs = texts("select", "exclude") { select.exclude = globs }
        select.groupBy = choice("select", "group_by") ?? .file
        select.types = try declaredTypes()
        select.encodings = try declaredEncodings()
        try check(select, against: turns)
        return select
    }

    /// The kinds of files that turns name. Empty where one sends whatever there is, and where none sends any.
    private static func sent(by turns: [Recipe.Turn]) -> [Modality] {
        let choices = turns.flatMap(\.input).compactMap { input -> Recipe.MediaChoice? in
            if case .media(let choice) = input { choice } else { nil }
        }
        guard choices.allSatisfy({ $0.modality != nil }) else { return [] }
        let sent = Set(choices.compactMap(\.modality))
        return Modality.allCases.filter(sent.contains)
    }

    /// A file that is selected and never sent would be uploaded for nothing, and an answer paid that is about none.
    private func check(_ select: Recipe.Select, against turns: [Recipe.Turn]) throws(RecipeError) {
        guard !select.modalities.isEmpty else { return }
        for (index, turn) in turns.enumerated() {
            for (place, input) in turn.input.enumerated() {
                guard case .media(let choice) = input, let modality = choice.modality,
                    !select.modalities.contains(modality)
                else { continue }
                let item = document["turns"]?.list?[index]["input"]?.list?[place]["media"]
                let selected = select.modalities.map(\.rawValue).joined(separator: ", ")
                throw error(
                    "no \(modality.rawValue) is selected, only \(selected)",
                    at: item ?? document,
                    hint: "write - media: files, or add \(modality.rawValue) to select.modalities"
                )
            }
        }
    }

    private func check(glob: LocatedValue) throws(RecipeError) {
        do throws(DiscoveryError) {
            _ = try Glob(glob.json.string ?? "")
        } catch {
            throw self.error("not a pattern: \(error.message)", at: glob)
        }
    }

    var limits: Recipe.Limits {
        func int(_ key: String) -> Int? { value(["limits", key])?.json.number?.int }
        var limits = Recipe.Limits()
        limits.concurrency = int("concurrency")
        limits.requestsPerMinute = int("requests_per_minute")
        limits.tokensPerMinute = int("tokens_per_minute")
        limits.requestsPerDay = int("requests_per_day")
        limits.budget = value(["limits", "budget_usd"])?.json.number?.double
        return limits
    }

    func system() throws(RecipeError) -> PromptTemplate? {
        guard let value = document["system"], let text = value.json.string else { return nil }
        return try template(resolved(text, at: value), at: value, turn: 0)
    }

    func turns() throws(RecipeError) -> [Recipe.Turn] {
        var turns: [Recipe.Turn] = []
        for (index, turn) in (document["turns"]?.list ?? []).enumerated() {
            var input: [Recipe.Input] = []
            for item in turn["input"]?.list ?? [] { input.append(try self.input(item, turn: index)) }
            let response = try response(turn["response"])
            turns.append(.init(input: input, response: response, generation: turn["generation"]?.json.object ?? [:]))
        }
        return turns
    }

    private func input(_ item: LocatedValue, turn: Int) throws(RecipeError) -> Recipe.Input {
        switch (item["text"], item["media"]) {
        case (let value?, nil):
            guard let text = value.json.string, !text.allSatisfy(\.isWhitespace) else {
                throw error("this text is blank", at: value)
            }
            do throws(RecipeError) {
                return .text(try template(resolved(text, at: value), at: value, turn: turn))
            } catch {
                guard text.hasPrefix("@"), error.hint == nil else { throw error }
                throw self.error(error.message, at: value, hint: "@@ begins a text that begins with @")
            }
        case (nil, let value?):
            return .media(value.json.string.flatMap(Recipe.MediaChoice.init) ?? .files)
        default:
            throw error("an input is either a text or media", at: item, hint: "write - text: …, or - media: files")
        }
    }

    func response(_ response: LocatedValue?) throws(RecipeError) -> Recipe.Response {
        guard let response else { return .text }
        guard let schema = response["schema"] else { return response["json"]?.json == true ? .json : .text }
        guard response["json"]?.json != false else {
            throw error("a schema asks for JSON, and json: false does not", at: response)
        }
        do throws(SchemaError) {
            guard let text = schema.json.string else { return .schema(try JSONSchema(schema.json)) }
            guard text.hasPrefix("@") else { return .schema(try JSONSchema(shorthand: text)) }
        } catch {
            guard schema.isBlock, let line = error.line else { throw self.error("not a schema: \(error)", at: schema) }
            throw RecipeError("not a schema: \(error.message)", file: file, at: schema.place(ofLine: line))
        }
        let text = try included(schema.json.string ?? "", at: schema)
        do {
            return .schema(try JSONSchema(try JSONValue(parsing: text)))
        } catch {
            throw self.error("\(schema.json.string ?? "") is not a schema: \(error)", at: schema)
        }
    }

    /// A text, or that of the file that it names: `@FILE`. `@@` begins a text that begins with `@`.
    func resolved(_ text: String, at value: LocatedValue) throws(RecipeError) -> String {
        guard text.hasPrefix("@") else { return text }
        return text.hasPrefix("@@") ? String(text.dropFirst()) : try included(text, at: value)
    }

    func included(_ reference: String, at value: LocatedValue) throws(RecipeError) -> String {
        let included = RecipeFile(String(reference.dropFirst()), besides: file)
        guard allowsFiles || included.isBelow(file) else {
            throw error(
                "'\(included.path)' is outside of the recipe's own folder",
                at: value,
                hint: "copy it there, or allow it with --allow-files; @@ begins a text that begins with @"
            )
        }
        return try included.text(named: file, at: value.place)
    }

    private func template(_ text: String, at value: LocatedValue, turn: Int) throws(RecipeError) -> PromptTemplate {
        do throws(TemplateError) {
            return try PromptTemplate(text, followsATurn: turn > 0)
        } catch {
            throw RecipeError(error.message, hint: error.hint, file: file, at: value.place(ofLine: error.line))
        }
    }

    func value(_ path: [String]) -> LocatedValue? {
        path.reduce(document as LocatedValue?) { value, key in value?[key] }
    }

    func texts(_ path: String...) -> [String]? {
        value(path)?.list.map { $0.compactMap(\.json.string) }
    }

    func error(_ message: String, at value: LocatedValue, hint: String? = nil) -> RecipeError {
        RecipeError(message, hint: hint, file: file, at: value.place)
    }
}
