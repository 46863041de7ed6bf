import SluiceMedia
import StructuredJSON

extension RecipeBuilder {
    func media() throws(RecipeError) -> Recipe.MediaOptions {
        var media = Recipe.MediaOptions()
        media.resolution = choice("media", "resolution")
        media.inline = choice("media", "inline") ?? .never
        media.convert = choice("media", "convert") ?? .never
        if let track = value(["media", "audio_track"]) {
            media.audioTrack =
                track.json.number?.int.map { .number($0) } ?? track.json.string.map { .language($0.lowercased()) }
            guard media.convert == .auto else {
                throw error("audio_track is of converted videos", at: track, hint: "write convert: auto beside it")
            }
        }
        for member in value(["media", "processing"])?.map ?? [] {
            guard let modality = Modality(rawValue: member.key) else { continue }
            try checkOrder(member.value)
            media.processing[modality] = Self.sent(member.value.json)
        }
        return media
    }

    private func glob(_ pattern: String, of value: LocatedValue) throws(RecipeError) -> Glob {
        do throws(DiscoveryError) {
            return try Glob(pattern)
        } catch {
            throw self.error("not a pattern: \(error.message)", at: value)
        }
    }

    /// The encodings that a recipe names, in the order of the file.
    func declaredEncodings() throws(RecipeError) -> [Recipe.DeclaredEncoding] {
        var encodings: [Recipe.DeclaredEncoding] = []
        for member in value(["select", "encodings"])?.map ?? [] {
            let glob = try glob(member.key, of: member.value)
            guard let label = member.value.json.string ?? member.value.json.number?.int.map(String.init) else {
                throw error("select.encodings should name an encoding, not \(member.value.found)", at: member.value)
            }
            guard let encoding = Recipe.DeclaredEncoding(glob, is: label) else {
                throw error(
                    "'\(label)' is no encoding that is known here",
                    at: member.value,
                    hint: "for example utf-8, windows-1250, iso-8859-2, shift_jis; iconv -l has more"
                )
            }
            encodings.append(encoding)
        }
        return encodings
    }

    /// The types that a recipe declares, in the order of the file.
    func declaredTypes() throws(RecipeError) -> [Recipe.DeclaredType] {
        var types: [Recipe.DeclaredType] = []
        for member in value(["select", "types"])?.map ?? [] {
            let glob = try glob(member.key, of: member.value)
            guard let name = member.value.json.string else {
                throw error("select.types should name a type, not \(member.value.found)", at: member.value)
            }
            guard let type = MediaType(rawValue: name).accepted else {
                let hint = Spelling.hint(for: name, in: MediaType.allAccepted.map(\.rawValue))
                throw error("'\(name)' is no type that the service takes", at: member.value, hint: hint)
            }
            types.append(Recipe.DeclaredType(glob, is: type))
        }
        return types
    }

    /// The service wants to be told that an object of options is the static kind.
    private static func sent(_ processing: JSONValue) -> JSONValue {
        guard let options = processing.object else { return processing }
        var sent: JSONObject = ["type": "static"]
        sent.merge(options)
        return .object(sent)
    }

    private func checkOrder(_ options: LocatedValue) throws(RecipeError) {
        func seconds(_ key: String) -> Double? { options[key]?.json.string.flatMap(RecipeShape.seconds) }
        if let end = options["end_offset"], let from = seconds("start_offset"), let to = seconds("end_offset"),
            from >= to
        {
            throw error("end_offset should come after start_offset", at: end)
        }
        let pages = options["page_options"]
        if let end = pages?["end_page"], let first = pages?["start_page"]?.json.number?.int,
            let last = end.json.number?.int, first > last
        {
            throw error("end_page should not come before start_page", at: end)
        }
    }
}
