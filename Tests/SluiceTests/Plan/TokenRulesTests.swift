import Sluice
import SluiceMedia
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// Contract §7.3, line by line.
struct TokenRulesTests {
    @Test(arguments: [("low", 280), ("medium", 560), ("high", 1120), ("ultra_high", 2240)])
    func anImageHasATokenCountForEachResolution(resolution: String, tokens: Int) throws {
        let rules = try rules("media: {resolution: \(resolution)}")
        #expect(rules.count(.image, .png, bytes: 1, MediaFacts()).tokens == tokens)
    }

    @Test(arguments: [(384, 384, 258), (960, 540, 6 * 258), (385, 384, 4 * 258)])
    func beforeGemini3AnImageIsCutIntoTiles(width: Int, height: Int, tokens: Int) throws {
        var facts = MediaFacts()
        facts.width = width
        facts.height = height
        let rules = try rules("", model: "gemini-2.5-flash")
        #expect(rules.count(.image, .png, bytes: 1, facts) == TokenEstimate(tokens: tokens))
        #expect(rules.count(.image, .png, bytes: 1, MediaFacts()).isGuess)
    }

    @Test func soundHas32TokensASecond() throws {
        var facts = MediaFacts()
        facts.duration = 30
        #expect(try rules("").count(.audio, .wav, bytes: 1, facts) == TokenEstimate(tokens: 960))
        let part = try rules(#"media: {processing: {audio: {start_offset: "10s", end_offset: "20s"}}}"#)
        #expect(part.count(.audio, .wav, bytes: 1, facts) == TokenEstimate(tokens: 320))
        #expect(
            try rules("").count(.audio, .wav, bytes: 32_000, MediaFacts())
                == TokenEstimate(tokens: 256, isGuess: true)
        )
    }

    @Test(arguments: [("", 70), ("media: {resolution: high}", 280), ("media: {processing: {video: {fps: 2}}}", 140)])
    func aVideoHasItsFramesAndItsSound(extra: String, each: Int) throws {
        var facts = MediaFacts()
        facts.duration = 10
        facts.codecs = ["h264", "aac"]
        #expect(
            try rules(extra).count(.video, "video/mp4", bytes: 1, facts) == TokenEstimate(tokens: each * 10 + 320)
        )
        facts.codecs = ["h264"]
        #expect(try rules(extra).count(.video, "video/mp4", bytes: 1, facts) == TokenEstimate(tokens: each * 10))
    }

    @Test func aDocumentHasItsPages() throws {
        var facts = MediaFacts()
        facts.pages = 5
        #expect(try rules("").count(.document, "application/pdf", bytes: 1, facts) == TokenEstimate(tokens: 2800))
        let part = try rules("media: {processing: {document: {page_options: {start_page: 2, end_page: 3}}}}")
        #expect(part.count(.document, "application/pdf", bytes: 1, facts) == TokenEstimate(tokens: 1120))
    }

    @Test func countsCanBeAddedUpWhateverAHeaderClaims() {
        #expect(TokenEstimate(tokens: .max).tokens == TokenUsage.largestCount)
        #expect(TokenEstimate(tokens: -1).tokens == 0)
    }

    private func rules(_ extra: String, model: String = "gemini-3.5-flash") throws -> TokenRules {
        let yaml = Desk.describing(extra: extra).replacing("gemini-3.5-flash", with: model)
        let recipe = try Recipe(yaml: yaml, file: "test.yaml")
        return TokenRules(model: recipe.model, recipe.media)
    }
}
