import ArgumentParser
import Foundation
import Sluice

/// How the answer is made and shown.
struct AnswerOptions: ParsableArguments {
    @Option(help: "The shape of the answer: \"title, tags [string]\", a JSON Schema, or @FILE with either.")
    var schema: String?

    @Flag(inversion: .prefixedNo, help: "Show the answer while it is made. On a terminal that is the default.")
    var stream: Bool?

    @Flag(help: "The whole interaction as JSON; with --stream every event, one a line.")
    var json = false

    @Flag(help: "Say on standard error what it took.")
    var usage = false

    @Flag(help: "Have the model's thoughts summed up, on standard error.")
    var thoughts = false

    @Option(help: "The same seed makes similar answers.")
    var seed: Int?

    @Option(help: ArgumentHelp("Where the model stops; may be given several times.", valueName: "text"))
    var stop: [String] = []

    @Option(
        help: ArgumentHelp(
            "Any field of generation_config, its value JSON or text: top_p=0.9. May be given several times.",
            valueName: "key=value"
        )
    )
    var config: [String] = []

    func validate() throws {
        for pair in config where (pair.firstIndex(of: "=") ?? pair.startIndex) == pair.startIndex {
            throw ValidationError("--config is KEY=VALUE, not \"\(pair.printable)\".")
        }
    }

    /// Whether words are shown as they come.
    var isStreamed: Bool { stream ?? (Console.output.isTerminal && !json && schema == nil) }

    func parsedSchema() throws -> JSONSchema? {
        guard let schema else { return nil }
        let text = try InputText.resolving(schema)
        do {
            guard text.drop(while: \.isWhitespace).first == "{" else { return try JSONSchema(shorthand: text) }
            return try JSONSchema(JSONValue(parsing: text))
        } catch {
            throw Complaint(.usage, "--schema: \("\(error)".printable)")
        }
    }

    /// The fields of `generation_config`. What is named by its own flag wins over `--config`.
    func generation(_ model: ModelOptions) -> JSONObject {
        var fields: JSONObject = [:]
        for pair in config {
            let key = pair.prefix { $0 != "=" }
            let text = String(pair.dropFirst(key.count + 1))
            fields[String(key)] = (try? JSONValue(parsing: text)) ?? .string(text)
        }
        if let thinking = model.thinking { fields["thinking_level"] = .string(thinking) }
        if let temperature = model.temperature { fields["temperature"] = temperature.json }
        if let most = model.maxOutputTokens { fields["max_output_tokens"] = most.json }
        if let seed { fields["seed"] = seed.json }
        if !stop.isEmpty { fields["stop_sequences"] = stop.json }
        if thoughts { fields["thinking_summaries"] = "auto" }
        return fields
    }
}
