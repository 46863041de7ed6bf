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
