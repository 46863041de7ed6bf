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
        static let schema: JSONSchema = "title, tags [string]"
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
}
