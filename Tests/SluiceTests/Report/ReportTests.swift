import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ReportTests {
    let shelf = Shelf()

    @Test func thePageHoldsWhatTheRecordsSay() async throws {
        try shelf.put("a.png", data: ["title": "A cat", "alt_text": "A cat sleeps.", "tags": ["cat"]], usage: 30)
        try shelf.put("b.png", error: ItemError(kind: "blocked", message: "Refused", hint: "ask otherwise"))
        let (items, about) = try await page()
        #expect(items.map { $0["n"] } == ["a.png", "b.png"])
        #expect(items[0]["h"] == "A cat")
        #expect(items[0]["d"] == "A cat sleeps.")
        #expect(items[0]["a"] == "A cat sleeps.")
        #expect(items[0]["o"]?["tags"] == ["cat"])
        #expect(items[0]["q"] == [15, 15])
        #expect(items[1]["e"]?["kind"] == "blocked")
        #expect(items[1]["h"] == "b.png")
        #expect(about["pipelines"] == ["test"])
        #expect(about["missing"] == 2)
    }

    @Test func originalsAreReferredToByRelativeAddresses() async throws {
        try shelf.folder.write("abc", to: "photos/trip/a b.png")
        try shelf.put("a b.png", media: (path: "trip/a b.png", type: "image/png", modality: "image", bytes: 3))
        try InputPlaces.note([(shelf.folder / "photos").path], in: shelf.url)
        let (items, about) = try await page()
        #expect(items[0]["f"]?[0]?["u"] == "../photos/trip/a%20b.png")
        #expect(items[0]["u"] == "./a%20b.png.json")
        #expect(about["missing"] == 0)
    }

    @Test func segmentsBecomeATimelineAndWordsAreLeftOut() async throws {
        let segments: JSONValue = [
            ["start": 0, "end": 1.5, "speaker": "Ann", "text": "Hello.", "words": [["text": "Hello"]]],
            ["start": 1.5, "end": 3, "speaker": .null, "text": "Yes."],
        ]
        try shelf.put(
            "a.wav",
            data: ["summary": "A talk.", "segments": segments],
            extra: [
                "output": [
                    "text": "Hello.", "data": ["summary": "A talk.", "segments": segments], "segments": segments,
                    "transcript_problems": ["Too long"], "duration_seconds": 3,
                ]
            ]
        )
        let (items, _) = try await page()
        #expect(items[0]["l"] == [["n": "segments", "c": [[0.0, 1.5, "Ann", "Hello."], [1.5, 3.0, .null, "Yes."]]]])
        #expect(items[0]["o"] == ["summary": "A talk."])
        #expect(items[0]["w"] == ["Too long"])
        #expect(items[0]["len"] == 3)
    }

    @Test func aPageIsCutIntoChunksThatAreBounded() async throws {
        let text = String(repeating: "word ", count: 40_000)
        for number in 0..<12 { try shelf.put("\(number).png", text: text) }
        let html = try await html()
        #expect(html.components(separatedBy: "class=\"items\"").count == 3)
    }

    @Test func namesAndAnswersAreDataAndNeverMarkup() async throws {
        let attack = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\u{202E}\u{2028}\u{1B}"
        try shelf.put("<img src=x onerror=alert(1)>.png", data: .object(["title": .string(attack), attack: 1]))
        try shelf.put("b.png", error: ItemError(kind: "blocked", message: attack, hint: attack))
        let html = try await html(title: attack)
        #expect(!html.contains("<img src=x"))
        #expect(!html.contains("alert(1)</script>"))
        #expect(!html.unicodeScalars.contains("\u{202E}"))
        #expect(!html.unicodeScalars.contains("\u{1B}"))
        // Two data elements and the page's own script.
        #expect(html.components(separatedBy: "<script").count == 4)
    }

    @Test func thePolicyLetsNothingInFromElsewhere() async throws {
        try shelf.put("a.png")
        let html = try await html()
        let policy = try #require(
            html.split(separator: "Content-Security-Policy\" content=\"").last?.split(separator: "\"").first
        )
        #expect(policy.contains("default-src 'none'"))
        #expect(policy.contains("script-src 'sha256-"))
        #expect(!policy.contains("unsafe"))
        #expect(!policy.contains("http"))
        #expect(!html.contains("https://"))
    }

    @Test func aFolderWithoutResultsGetsNoPage() async throws {
        try shelf.folder.write("a photo", to: "out/a.jpg")
        let summary = try await Report(of: shelf.url).write(to: shelf.url.appending(path: "report.html"))
        #expect(summary.results == 0)
        #expect(!shelf.exists("report.html"))
    }

    @Test func anAnswerOverAllResultsIsShown() async throws {
        try shelf.put("a.png")
        try shelf.put(
            json: ["finally_version": 1, "output": ["text": "All about it.", "data": .null], "error": .null],
            at: "finally.json"
        )
        let (items, about) = try await page()
        #expect(items.count == 1)
        #expect(about["finally"]?["text"] == "All about it.")
    }

    private func html(title: String? = nil) async throws -> String {
        var report = Report(of: shelf.url)
        report.title = title
        _ = try await report.write(to: shelf.url.appending(path: "report.html"))
        return try shelf.text("report.html")
    }

    private func page() async throws -> (items: [JSONValue], about: JSONValue) {
        let html = try await html()
        func data(_ mark: String) throws -> JSONValue? {
            let parts = html.components(separatedBy: mark).dropFirst()
            return try parts.first.map { try JSONValue(parsing: $0.components(separatedBy: "</script>")[0]) }
        }
        let items = try data("<script type=\"application/json\" class=\"items\">")?.array ?? []
        return (items, try data("<script type=\"application/json\" id=\"about\">") ?? .null)
    }
}
