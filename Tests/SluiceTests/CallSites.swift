import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// Every call that the README and the design show, as a user writes it.
struct CallSites {
    struct Description: StructuredOutput {
        let title: String
        let tags: [String]
        static let descriptions = ["title": "at most six words"]
    }

    let desk = Desk()
    let gemini = GeminiClient(key: "any", transport: Emulator())

    @Test func stagesJoinedRunOverAFolder() async throws {
        for number in 0..<3 { try desk.write(.png(UInt8(number)), to: "in/\(number).png") }
        try desk.write("", to: "in/empty.png")
        let describe = Detect()
            .then(Upload(using: gemini))
            .then(Generate("Describe this image.", as: Description.self, using: gemini))
        var titles: [String] = []
        var failures: [String] = []
        try await describe.run(over: Folder((desk.folder / "in").path), limit: 8) { outcome in
            switch outcome.result {
            case .success(let description): titles.append(description.title)
            case .failure(let failure): failures.append("\(failure)")
            }
        }
        #expect(titles.count == 3)
        #expect(titles.allSatisfy { !$0.isEmpty })
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("Detect: ") == true)
    }

    @Test func oneStageAlone() async throws {
        let url = try desk.write(.wav, to: "in/sound.bin")
        #expect(try await Detect().run(url).type == "audio/wav")
    }

    @Test func textWithoutASchema() async throws {
        let url = try desk.write("the quick brown fox", to: "in/note.txt")
        let ask: Pipeline<URL, String> = Detect()
            .then(Upload(using: gemini))
            .then(Generate("What does it say?", using: gemini))
        #expect(try await ask.run(url).contains("quick brown fox"))
    }

    @Test func oneImportBringsWhatAClientIsMadeOf() throws {
        let transport: any HTTPTransport = CurlTransport()
        let local = GeminiClient(key: "any", baseURL: URL(string: "http://127.0.0.1:8787"))
        #expect(local.baseURL.port == 8787)
        #expect(GeminiClient(key: "any").baseURL == GeminiClient.serviceURL)
        #expect(GeminiClient(key: "any", transport: transport).baseURL == GeminiClient.serviceURL)
        let url = try desk.write("four", to: "in/four.txt")
        #expect(try SourceFile(opening: url.path).size == 4)
        #expect(throws: TransportError.self) { try SourceFile(opening: url.path + "x") }
        #expect(JSONSchema(of: [String].self).problem == nil)
    }

    private struct Misspelt: StructuredOutput {
        let author: String
        static let schema: JSONSchema = "title, auther"
    }

    @Test func aSchemaThatDoesNotFitItsTypeIsFoundBeforeItIsPaidFor() async throws {
        let service = ScriptedTransport(json: "{}")
        let gemini = GeminiClient(key: "any", transport: service)
        let ask = Detect().then(Upload(using: gemini)).then(Generate("Who?", as: Misspelt.self, using: gemini))
        let url = try desk.write("by me", to: "in/book.txt")
        let failure = await #expect(throws: StageFailure.self) { try await ask.run(url) }
        #expect(failure?.stage == "Generate")
        #expect((failure?.cause as? GeminiError)?.message.contains("did you mean 'auther'?") == true)
        #expect(service.sent.isEmpty)
    }

    @Test func oneQuestion() async throws {
        let answer = try await gemini.interactions.create(model: "gemini-3.5-flash", input: "How does AI work?")
        #expect(!answer.outputText.isEmpty)
    }

    @Test func aWholeRecipe() async throws {
        try desk.write(.png(1), to: "in/a.png")
        let run = Run(
            try Recipe.load("describe-images"),
            over: [(desk.folder / "in").path],
            to: desk.folder / "out",
            using: gemini
        )
        #expect(try await run.start().completed == 1)
        let data = try desk.record("a.png.json")["output"]?["data"]
        #expect(data?["title"]?.string?.isEmpty == false)
        #expect(data?["tags"]?.array != nil)
    }

    @Test func wordsAsTheyAreMade() async throws {
        for try await text in gemini.interactions.stream(model: "gemini-3.5-flash", input: "Explain how AI works").text
        {
            print(text, terminator: "")
        }
    }

    @Test func conversations() async throws {
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash")
        try await chat.say("I have 2 dogs in my house.")
        print(try await chat.say("How many paws are in my house?").outputText)
        let fork = chat
        #expect(fork.history == chat.history)
        var local = Conversation(with: gemini, model: "gemini-3.5-flash", memory: .local)
        try await local.stream("Tell me a story.") { print($0.text ?? "", terminator: "") }
        #expect(!local.history.isEmpty)
    }

    @Test func sessions() async throws {
        let session = ChatSession(with: gemini, model: "gemini-3.5-flash")
        try await session.say("I have 2 dogs in my house.")
        print(try await session.say("How many paws are in my house?").outputText)
        let fork = await session.fork()
        try await fork.stream("Tell me a story of them.") { print($0.text ?? "", terminator: "") }
        #expect(await fork.conversation.history.count > session.conversation.history.count)
    }

    private struct Article: Codable { let colour, kind: String }

    private struct Stock {
        func number(of article: Article) async throws -> [String: String] { ["article": "\(article.kind) 17"] }
    }

    @Test func aStageThatUsesAFunction() async throws {
        let gemini = GeminiClient(key: "any", transport: Self.asksForAFunctionFirst)
        let stock = Stock()
        let lookUp = Tool("look_up", "Finds an article in our stock.") { (article: Article) in
            try await stock.number(of: article)
        }
        let identify = Pipeline("Identify") { (file: UploadedFile) in
            var chat = Conversation(with: gemini, model: "gemini-3.5-flash", tools: [lookUp])
            return try await chat.say(["Which article of our stock is this?", file.content], rounds: 8).checkedText()
        }
        let url = try desk.write("a red chair", to: "in/chair.txt")
        let whole = Detect().then(Upload(using: self.gemini)).then(identify)
        #expect(try await whole.run(url) == "It is chair 17.")
    }

    private static let asksForAFunctionFirst = ScriptedTransport { sent, number in
        number == 0
            ? (
                200, [:],
                #"""
                {"status": "requires_action", "steps": [{"type": "function_call", "id": "k", "name": "look_up",
                 "arguments": {"colour": "red", "kind": "chair"}}]}
                """#
            )
            : (
                200, [:],
                sent.text.contains(#""result":{"article":"chair 17"}"#)
                    ? #"{"status": "completed", "steps": [{"type": "model_output", "content": [{"type": "text", "text": "It is chair 17."}]}]}"#
                    : #"{"status": "failed"}"#
            )
    }
}
