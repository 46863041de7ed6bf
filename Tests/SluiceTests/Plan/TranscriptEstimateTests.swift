import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct TranscriptEstimateTests {
    private func estimate(_ seconds: Double, _ change: (inout Recipe.Transcription) -> Void = { _ in }) -> ItemEstimate
    {
        var settings = Recipe.Transcription()
        change(&settings)
        var estimate = ItemEstimate()
        estimate.requests = 1
        estimate.inputTokens = Int(seconds * 32) + 100
        estimate.audioTokens = Int(seconds * 32)
        estimate.largestInput = estimate.inputTokens
        estimate.outputTokens = 450
        estimate.mostOutputTokens = 65_536
        estimate.transcribe(RecordingLength(seconds: seconds), settings, media: Int(seconds * 32), usualOutput: nil)
        return estimate
    }

    @Test func aShortRecordingIsOneRequest() {
        let short = estimate(60)
        #expect(short.requests == 1)
        #expect(short.inputTokens == 60 * 32 + 100)
        #expect(short.outputTokens == 450 + 300)
    }

    @Test func aLongOneIsAsManyAsItHasParts() throws {
        let hour = estimate(3600)
        let parts = try #require(RecordingPart.parts(of: 3600, Recipe.Transcription()))
        #expect(hour.requests == parts.count)
        // Every second once, and the overlaps twice; the prompt with every part.
        #expect(hour.inputTokens > 3600 * 32 + parts.count * 100)
        #expect(hour.inputTokens < 3700 * 32 + parts.count * 100)
        // Parts are paid for one by one.
        #expect(hour.mostOutputTokens == 65_536)
        #expect(hour.mostInputTokens < hour.inputTokens)
        #expect(hour.largestInput < hour.inputTokens / 3)
    }

    @Test func lengthsThatMakeNoSenseDoNotMakeItFall() {
        #expect(estimate(1e9) { $0.partMinutes = 1e12 }.requests == 1)
        #expect(estimate(0).requests == 1)
    }
}
