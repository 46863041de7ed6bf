import StructuredJSON

extension RecipeBuilder {
    /// - Parameter turns: Whose last schema names the fields that templates may use.
    func output(of turns: [Recipe.Turn]) throws(RecipeError) -> Recipe.Output {
        var output = Recipe.Output()
        if let names = texts("output", "formats") { output.formats = names.compactMap(OutputFormat.init) }
        if let names = texts("output", "rollups") { output.rollups = names.compactMap(RollupFormat.init) }
        guard let templates = value(["output", "template"]) else { return output }
        let fields = turns.last?.response.fieldNames
        for type in RecordFormats.templated {
            let format = OutputFormat(type)
            guard let value = templates.map == nil ? templates : templates[format.rawValue] else { continue }
            output.templates[format] = try template(value, of: type, fields)
        }
        if output.templates.keys.allSatisfy({ !output.formats.contains($0) }) {
            throw error(
                "no format uses this template",
                at: templates,
                hint:
                    "add \(RecordFormats.templated.map { $0.fileExtension }.joined(separator: " or ")) to output.formats"
            )
        }
        return output
    }

    private func template(
        _ value: LocatedValue,
        of format: any TemplatedFormat.Type,
        _ fields: [String]?
    ) throws(RecipeError) -> OutputTemplate {
        let written = value.json.string ?? ""
        let text = try resolved(written, at: value)
        do throws(TemplateError) {
            return try OutputTemplate(text, isMarkdown: format.isMarkdown, fields: fields)
        } catch {
            throw self.error(error.message, at: value, hint: error.hint)
        }
    }

    func transcript() throws(RecipeError) -> Recipe.Transcription? {
        guard let section = document["transcript"] else { return nil }
        var transcript = Recipe.Transcription()
        if let minutes = section["part_minutes"]?.json.number?.double { transcript.partMinutes = minutes }
        if let seconds = section["overlap_seconds"]?.json.number?.double { transcript.overlapSeconds = seconds }
        for language in section["languages"]?.list ?? [] { try check(language: language) }
        if let languages = texts("transcript", "languages") { transcript.languages = languages }
        if let vocabulary = texts("transcript", "vocabulary") { transcript.vocabulary = vocabulary }
        guard transcript.overlapSeconds <= transcript.partMinutes * 30 else {
            throw error(
                "parts may overlap by half their length at most",
                at: section["overlap_seconds"] ?? section,
                hint: "15 seconds are enough"
            )
        }
        return transcript
    }
}

extension RecipeBuilder {
    /// A language by BCP 47 begins with the two or three letters of ISO 639.
    private func check(language: LocatedValue) throws(RecipeError) {
        let tag = language.json.string ?? ""
        guard tag.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/) == nil else { return }
        throw error(
            "'\(tag)' is no language tag of BCP 47",
            at: language,
            hint: "write it as de, de-AT or pt-BR"
        )
    }
}

extension Recipe.Response {
    /// `nil` when the answer may have any fields.
    var fieldNames: [String]? {
        guard case .schema(let schema) = self, let properties = schema.json["properties"]?.object, !properties.isEmpty
        else { return nil }
        let more = ["allOf", "anyOf", "oneOf", "if", "$ref", "$dynamicRef", "patternProperties", "dependentSchemas"]
        guard more.allSatisfy({ schema.json[$0] == nil }) else { return nil }
        return [nil, false].contains(schema.json["additionalProperties"]) ? properties.keys : nil
    }
}
