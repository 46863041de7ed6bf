import StructuredJSON

/// One rule of a script that the schema has let through.
struct ScriptRule: Sendable, Hashable {
    private let when: JSONObject
    let times: Int?
    private let answer: JSONObject

    init(_ json: JSONValue) throws(RuleError) {
        let rule = json.object ?? [:]
        when = rule["when"]?.object ?? [:]
        times = rule["times"]
        answer = rule
        if let pattern: String = when["pattern"] {
            do {
                _ = try Regex(pattern)
            } catch {
                throw RuleError("the pattern \(pattern) is none: \(error)")
            }
        }
    }

    func matches(_ prompt: Prompt, model: String) -> Bool {
        let question = prompt.turns.last { $0.isUser }?.text ?? ""
        let media = prompt.turns.flatMap(\.media)
        func has(_ key: String, _ test: (String) -> Bool) -> Bool { when[key, as: String.self].map(test) ?? true }
        return has("prompt") { question.lowercased().contains($0.lowercased()) }
            && has("pattern") { Self.finds($0, in: question) }
            && has("system") { prompt.system?.lowercased().contains($0.lowercased()) ?? false }
            && has("model") { $0 == model }
            && has("file_name") { name in media.contains { Self.fits($0.name ?? "", name) } }
            && has("mime_type") { type in media.contains { Self.fits($0.mimeType.lowercased(), type.lowercased()) } }
            && has("content") { digest in media.contains { $0.sha256.hasPrefix(digest.lowercased()) } }
            && (when["turn", as: Int.self].map { $0 == prompt.turns.count(where: \.isUser) } ?? true)
    }

    /// Whether the rule brings the whole answer, so that no model is needed.
    var says: Bool { answer["text"] != nil || answer["json"] != nil || answer["calls"] != nil }

    /// Puts what the rule says in the place of what the model said.
    func change(_ answer: inout ModelAnswer) {
        if let text: String = self.answer["text"] { answer.text = text }
        if let json = self.answer["json"] { answer.text = json.text() }
        answer.calls = self.answer["calls"]?.array ?? []
        if let thought: String = self.answer["thought"] { answer.thought = thought }
        if let status: String = self.answer["status"] { answer.status = status }
        answer.errors = self.answer["errors"]?.array ?? []
        answer.usage = self.answer["usage"]?.object ?? [:]
    }

    private static func finds(_ pattern: String, in text: String) -> Bool {
        // It was tried when the script was read.
        guard let regex = try? Regex(pattern) else { return false }
        return text.firstMatch(of: regex) != nil
    }

    /// Whether a name fits a pattern in which `*` stands for any text.
    private static func fits(_ name: String, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return name == pattern }
        guard name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= last.count && rest.hasSuffix(last)
    }
}
