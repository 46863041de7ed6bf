import Foundation
import Gemini
import GeminiEmulator
import Logging
import SluiceHTTP
import StructuredJSON
import TestSupport
import Testing

/// The code of every article in Gemini.docc, run. A block that stands there and not here fails ``ArticleTests``.
struct Articles {
    let gemini = GeminiClient(key: "any", transport: Emulator())
    let folder = TemporaryFolder()

    @Test func firstRequest() async throws {
        let answer = try await gemini.interactions.create(model: "gemini-3.5-flash", input: "How does AI work?")
        print(answer.outputText)
        #expect(try !answer.checkedText().isEmpty)
    }

    @Test func thinking() async throws {
        let answer = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "What is the sum of the first 50 primes?",
            generationConfig: .init(thinkingLevel: .low, thinkingSummaries: .auto)
        )
        for case .thought(let thought) in answer.steps {
            for case .text(let summary) in thought.summary { print(summary.text) }
        }
        #expect(answer.status == .completed)
    }

    @Test func systemInstruction() async throws {
        let answer = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "Hello there",
            systemInstruction: "You are a cat. Your name is Neko."
        )
        #expect(answer.status == .completed)
    }

    @Test func generationConfig() async throws {
        var config = GenerationConfig(maxOutputTokens: 2048, stopSequences: ["END"], seed: 7)
        config.temperature = 0.5
        config.fields["top_p"] = 0.9
        let answer = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "Tell me a story in three sentences.",
            generationConfig: config
        )
        #expect(answer.status == .completed)
    }

    @Test func textAndMedia() async throws {
        let path = try folder.write(Self.pixel, to: "organ.png").path
        let uploaded = try await gemini.files.upload(SourceFile(opening: path), mimeType: "image/png")
        let organ = try await gemini.files.waitUntilActive(uploaded)
        let answer = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: [.text("Tell me about this instrument"), .image(organ)]
        )
        try await gemini.files.delete(organ.name)
        #expect(try !answer.checkedText().isEmpty)
    }

    @Test func bytesInMemory() async throws {
        let bytes = Self.pixel
        let icon = try await gemini.files.upload(bytes, mimeType: "image/png", displayName: "icon.png")
        #expect(icon.displayName == "icon.png")
        #expect(icon.sizeBytes == Int64(bytes.count))
    }

    struct Spending: RequestObserver {
        func answered(_ request: ObservedRequest, with answer: ObservedAnswer) {
            print(answer.model ?? "", answer.usage?.totalTokens ?? 0, answer.elapsed)
        }

        func retrying(_ retry: Retry) { print("again in", retry.delay) }
    }

    @Test func observing() async throws {
        var observed = gemini
        observed.observer = Spending()
        observed.logger = Logger(label: "photos")
        observed.logger[metadataKey: "item"] = "cat.jpg"
        let answer = try await observed.interactions.create(model: "gemini-3.5-flash", input: "Hello")
        #expect(answer.status == .completed)
    }

    @Test func partsOfMedia() async throws {
        let film = try await file("video/deep-field.mp4", "video/mp4")
        let speech = try await file("audio/made-amiable.wav", "audio/wav")
        let paper = try await file("documents/field-notes.pdf", "application/pdf")
        var clip = VideoContent(film)
        clip.processing = .clip(from: 10, to: 20, fps: 0.5)
        clip.resolution = .low
        var opening = AudioContent(speech)
        opening.processing = .clip(to: 90)
        var chapter = DocumentContent(paper)
        chapter.processing = .pages(3...5)
        let request = InteractionRequest(
            model: "gemini-3.5-flash",
            input: ["Do these three agree?", .video(clip), .audio(opening), .document(chapter)],
            store: false
        )
        let answer = try await gemini.interactions.create(request)
        #expect(answer.status == .completed)
    }

    @Test func streaming() async throws {
        let stream = gemini.interactions.stream(model: "gemini-3.5-flash", input: "Explain how AI works")
        for try await text in stream.text {
            print(text, terminator: "")
        }
    }

    @Test func streamedEvents() async throws {
        let request = InteractionRequest(model: "gemini-3.5-flash", input: "Count to 25", store: false)
        for try await event in gemini.interactions.stream(request) {
            switch event {
            case .stepDelta(let delta): print(delta.type, event.text ?? "")
            case .completed(let end): print(end.interaction.outputText, end.interaction.usage?.totalTokens ?? 0)
            default: break
            }
        }
    }

    @Test func brokenStream() async throws {
        let service = ScriptedTransport.pieces { _, _ in .events(Events.created(), Events.start(), Events.text("half"))
        }
        let gemini = GeminiClient.scripted(service)
        let stream = gemini.interactions.stream(model: "gemini-3.5-flash", input: "Count to 25", store: false)
        do {
            let whole = try await stream.interaction()
            print(whole.outputText)
        } catch let error as GeminiError where error.kind == .truncated {
            print("It got as far as:", error.partialText ?? "nothing")
        }
    }

    @Test func conversation() async throws {
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash", memory: .stored)
        try await chat.say("I have 2 dogs in my house.")
        var fork = chat
        print(try await chat.say("How many paws are in my house?").outputText)
        print(try await fork.say("How many tails?").outputText)
        #expect(chat.previousInteractionID != fork.previousInteractionID)
    }

    @Test func streamedConversation() async throws {
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash")
        try await chat.say("I have 2 dogs in my house.")
        try await chat.stream("How many paws are in my house?") { event in
            print(event.text ?? "", terminator: "")
        }
        #expect(!chat.history.isEmpty)
    }

    @Test func localConversation() async throws {
        let folder = folder.url
        let file = folder.appending(path: "chat.json")
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash")
        try await chat.say("I have 2 dogs in my house.")
        try JSONEncoder().encode(chat).write(to: file)

        let saved = try Data(contentsOf: file)
        var later = try JSONDecoder().decode(Conversation.self, from: saved, configuration: gemini)
        print(try await later.say("How many paws are in my house?").outputText)
        #expect(later.history.count == 2 * chat.history.count)
    }

    struct Recipe: StructuredOutput {
        let name: String
        let ingredients: [String]
        let minutes: Int?
        static let descriptions = ["name": "at most three words", "minutes": "in the oven"]
    }

    struct Pet: StructuredOutput {
        let name: String
        let legs: Int
        static let schema: JSONSchema = "name: at most three words, legs int"
    }

    @Test func schemaByHand() throws {
        try Pet.checkSchema()
    }

    @Test func structuredOutput() async throws {
        let recipe = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "Give me a recipe for banana bread",
            as: Recipe.self
        )
        print(recipe.name, recipe.ingredients.count)
    }

    @Test func functions() async throws {
        let service = ScriptedTransport { _, number in
            let steps =
                number == 0
                ? #"{"type": "function_call", "id": "k", "name": "get_weather", "arguments": {"city": "Oslo"}}"#
                : #"{"type": "model_output", "content": [{"type": "text", "text": "It snows."}]}"#
            let status = number == 0 ? "requires_action" : "completed"
            return (200, [:], #"{"id": "v1_\#(number)", "status": "\#(status)", "steps": [\#(steps)]}"#)
        }
        let gemini = GeminiClient.scripted(service)
        struct WeatherQuery: Decodable {
            let city: String
        }
        let weather = Tool("get_weather", "The weather in a city now.") { (query: WeatherQuery) in
            ["city": query.city, "sky": "snow"]
        }
        let session = ChatSession(with: gemini, model: "gemini-3.5-flash", tools: [weather])
        let answer = try await session.say("Do I need an umbrella in Oslo?", rounds: 8)
        print(answer.outputText)
        #expect(answer.outputText == "It snows.")
    }

    @Test func functionsByHand() async throws {
        let service = ScriptedTransport { _, number in
            let steps =
                number == 0
                ? #"{"type": "function_call", "id": "k", "name": "get_weather", "arguments": {"city": "Oslo"}}"#
                : #"{"type": "model_output", "content": [{"type": "text", "text": "It snows."}]}"#
            let status = number == 0 ? "requires_action" : "completed"
            return (200, [:], #"{"id": "v1_\#(number)", "status": "\#(status)", "steps": [\#(steps)]}"#)
        }
        let gemini = GeminiClient.scripted(service)
        let weather = Tool.function("get_weather", description: "The weather in a city now.", parameters: "city")
        var chat = Conversation(with: gemini, model: "gemini-3.5-flash", tools: [weather])
        var answer = try await chat.say("Do I need an umbrella in Oslo?")
        if answer.status == .requiresAction {
            let results = answer.functionCalls.map { call in
                call.result(["sky": "snow", "city": call.arguments["city"] ?? .null])
            }
            answer = try await chat.answer(results)
        }
        print(answer.outputText)
        #expect(answer.outputText == "It snows.")
    }

    @Test func background() async throws {
        var request = InteractionRequest(model: "gemini-3.5-flash", input: "Compare these two theories at length.")
        request.background = true
        let started = try await gemini.interactions.create(request)
        let done = try await gemini.interactions.waitUntilDone(started, within: .seconds(1800))
        print(try done.checkedText())
        try await gemini.interactions.delete(done.id)
    }

    @Test func outcomes() async throws {
        let service = ScriptedTransport(json: #"{"status": "incomplete", "usage": {"total_tokens": 9}}"#)
        let gemini = GeminiClient.scripted(service)
        let answer = try await gemini.interactions.create(model: "gemini-3.5-flash", input: "Hello", store: false)
        do {
            print(try answer.checkedText())
        } catch {
            switch error.kind {
            case .blocked: print("withheld:", error.code ?? "")
            case .truncated, .incomplete: print("cut short after", error.usage?.totalTokens ?? 0, "tokens")
            case .requiresAction: print("asks for", answer.functionCalls.map(\.name))
            default: print(error)
            }
        }
    }

    /// One of the sample media, uploaded.
    private func file(_ name: String, _ type: String) async throws -> RemoteFile {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let path = root.appending(path: "samples/\(name)").path
        return try await gemini.files.upload(SourceFile(opening: path), mimeType: type)
    }

    private static let pixel =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        ) ?? Data()
}
