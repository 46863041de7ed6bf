import Foundation
import Sluice

// The Swift code of the README as it stands there, in functions that nobody calls.

private func overAFolder(_ url: URL) async throws {
    struct Description: StructuredOutput {
        let title: String
        let tags: [String]
        static let descriptions = ["title": "at most six words"]
    }

    let gemini = try GeminiClient.fromEnvironment()
    print(try await Detect().run(url).type)
    let describe = Detect()
        .then(Upload(using: gemini))
        .then(Generate("Describe this image.", as: Description.self, using: gemini))
    try await describe.run(over: Folder("photos"), limit: 8) { outcome in
        print(outcome.input.lastPathComponent, outcome.result)
    }
}

private func interactions(with gemini: GeminiClient) async throws {
    for try await text in gemini.interactions.stream(model: "gemini-3.5-flash", input: "Explain how AI works").text {
        print(text, terminator: "")
    }

    let session = ChatSession(with: gemini, model: "gemini-3.5-flash")
    try await session.say("I have 2 dogs in my house.")
    print(try await session.say("How many paws are in my house?").outputText)
    let fork = await session.fork()
    try await fork.stream("Tell me a story of them.") { print($0.text ?? "", terminator: "") }
}

private struct Stock {
    func number(of article: some Codable & Sendable) async throws -> String { "\(article)" }
}

private func functions(with gemini: GeminiClient, _ stock: Stock) async throws -> Pipeline<UploadedFile, String> {
    struct Article: Codable { let colour, kind: String }
    let lookUp = Tool("look_up", "Finds an article in our stock.") { (article: Article) in
        try await stock.number(of: article)
    }
    let identify = Pipeline("Identify") { (file: UploadedFile) in
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash", tools: [lookUp])
        return try await chat.say(["Which article of our stock is this?", file.content], rounds: 8).checkedText()
    }
    return identify
}

private func aJobThatLasts(gemini: GeminiClient, resized: @escaping @Sendable (URL) async throws -> URL) async throws {
    struct Card: StructuredOutput, Codable { let title, altText: String }

    let small = Pipeline("resize", version: 1) { (photo: URL) in try await resized(photo) }
    let card = small.then(Detect()).then(Upload(using: gemini))
        .then(Generate("Describe this photo.", as: Card.self, using: gemini))
    let job = try Job("cards", card, remembering: URL(filePath: "cards.job"))
    let limits = JobLimits(requestsPerMinute: 1000, budget: .dollars(5))
    for try await item in job.run(over: Folder("photos"), limits: limits) {
        print(item.input.lastPathComponent, item.result, item.cost ?? 0)
    }
}
