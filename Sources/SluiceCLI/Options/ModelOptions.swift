public import ArgumentParser
public import Sluice

/// What is set over a recipe for one run.
struct ModelOptions: ParsableArguments {
    @Option(help: "The model. Set over a recipe's.")
    var model: String?

    @Option(help: "The system instruction; @FILE reads it from a file. Set over a recipe's.")
    var system: String?

    @Option(help: "How much the model thinks: minimal, low, medium, high or xhigh, as far as the model knows them.")
    var thinking: String?

    @Option(help: "From 0 to 2. Deprecated by the service, still taken.")
    var temperature: Double?

    @Option(help: "The most tokens an answer may have, thoughts included.")
    var maxOutputTokens: Int?

    @Option(help: "What a request costs and how soon it is answered: standard, flex (half the price) or priority.")
    var tier: Recipe.ServiceTier?

    @Option(help: "How closely the model looks at media: low, medium, high or ultra_high.")
    var resolution: Recipe.Resolution?

    @Flag(help: "Let a pipeline file name files outside of its own folder with @FILE: they are sent to the service.")
    var allowFiles = false

    func validate() throws {
        if let temperature, !(0...2).contains(temperature) {
            throw ValidationError("--temperature is a number from 0 to 2.")
        }
        if let model, model.allSatisfy(\.isWhitespace) { throw ValidationError("--model is empty.") }
        if let maxOutputTokens, maxOutputTokens < 1 { throw ValidationError("--max-output-tokens is 1 or more.") }
        let levels = ["minimal", "low", "medium", "high", "xhigh"]
        if let thinking, !levels.contains(thinking) {
            throw ValidationError("--thinking is one of \(levels.joined(separator: ", ")).")
        }
    }

    func apply(to recipe: inout Recipe) throws {
        if let model { recipe.model = model }
        if let system { recipe.system = try prompt(system) }
        if let thinking { recipe.generation["thinking_level"] = .string(thinking) }
        if let temperature { recipe.generation["temperature"] = temperature.json }
        if let maxOutputTokens { recipe.generation["max_output_tokens"] = maxOutputTokens.json }
        if let tier { recipe.serviceTier = tier }
        if let resolution { recipe.media.resolution = resolution }
    }

    private func prompt(_ text: String) throws -> PromptTemplate {
        do {
            return try PromptTemplate(try InputText.resolving(text))
        } catch let error as TemplateError {
            throw Complaint(.usage, "--system: \(error)")
        }
    }
}

extension Recipe.ServiceTier: ExpressibleByArgument {}
extension Recipe.Resolution: ExpressibleByArgument {}
