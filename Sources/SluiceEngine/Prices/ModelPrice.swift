import Foundation
import StructuredJSON

/// What a model's tokens cost, in US dollars for a million of them at the standard tier.
public struct ModelPrice: Hashable, Sendable {
    public let input: Double
    /// Sound, where it has a price of its own.
    public let audioInput: Double?
    /// Input that the service had seen before, where that is cheaper.
    public let cachedInput: Double?
    /// Thoughts included.
    public let output: Double
    /// Holds for requests of so many input tokens at most.
    let mostInput: Int?
    /// The days from and until which it holds, as `2026-12-31`.
    let from: String?
    let until: String?

    func holds(on date: Date) -> Bool {
        // Most prices hold until further notice, and calendars are slow.
        guard from != nil || until != nil else { return true }
        let today = PacificDay(date).name
        return today >= from ?? "" && today <= until ?? "9"
    }
    /// Whether the source says so itself; else it is inferred.
    public let isConfirmed: Bool

    init?(_ json: JSONValue) {
        guard let input = json["input"]?.number?.double, let output = json["output"]?.number?.double,
            input.isFinite, output.isFinite, input >= 0, output >= 0
        else { return nil }
        self.input = input
        self.output = output
        audioInput = json["audio_input"]?.number?.double
        cachedInput = json["cached_input"]?.number?.double
        guard [audioInput, cachedInput].allSatisfy({ ($0 ?? 0).isFinite && $0 ?? 0 >= 0 }) else { return nil }
        mostInput = json["up_to_input_tokens"]?.number?.int
        from = json["from"]?.string
        until = json["until"]?.string
        isConfirmed = json["confirmed"]?.bool ?? true
    }

    /// Dollars for some tokens.
    func cost(input tokens: Int, audio: Int = 0, cached: Int = 0, output: Int) -> Double {
        let audio = min(max(audio, 0), tokens)
        let fresh = Double(tokens - audio) * input + Double(audio) * (audioInput ?? input)
        // Which of the cached tokens are sound is not said.
        let saved = Double(min(cached, tokens)) * (input - (cachedInput ?? input))
        return (max(0, fresh - saved) + Double(output) * self.output) / 1e6
    }
}
