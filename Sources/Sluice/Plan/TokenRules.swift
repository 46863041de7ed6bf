import Foundation
import Gemini
import SluiceMedia
import StructuredJSON

/// How many tokens the service counts for media (contract §7.3).
struct TokenRules: Sendable {
    /// Before Gemini 3 pictures were cut into tiles.
    let isBeforeGemini3: Bool
    let resolution: Recipe.Resolution?
    let processing: [Modality: JSONValue]

    init(_ recipe: Recipe) {
        let name = recipe.model.split(separator: "/").last ?? ""
        isBeforeGemini3 = ["gemini-1", "gemini-2"].contains { name.hasPrefix($0) }
        resolution = recipe.media.resolution
        processing = recipe.media.processing
    }

    /// A count, and whether it is more than a guess.
    struct Count: Hashable, Sendable {
        let tokens: Int
        let isGuess: Bool

        /// Whatever a header claims, a count can be calculated with.
        init(tokens: Int, isGuess: Bool = false) {
            self.tokens = min(max(0, tokens), Usage.largestCount)
            self.isGuess = isGuess
        }
    }

    /// About four characters a token.
    static func text(bytes: Int) -> Int { bytes / 4 + (bytes % 4 > 0 ? 1 : 0) }

    func count(_ modality: Modality, _ type: MediaType, bytes: Int64, _ facts: MediaFacts) -> Count {
        switch modality {
        case .image: image(facts)
        case .audio: audio(type, bytes, facts)
        case .video: video(type, bytes, facts)
        case .document: document(type, bytes, facts)
        case .text: Count(tokens: Self.text(bytes: Int(clamping: bytes)))
        }
    }

    private func image(_ facts: MediaFacts) -> Count {
        guard isBeforeGemini3 else {
            return switch resolution {
            case .low: Count(tokens: 280)
            case .medium: Count(tokens: 560)
            case .high, nil: Count(tokens: 1120)
            case .ultraHigh: Count(tokens: 2240)
            }
        }
        // Four tiles are a usual photo.
        guard let width = facts.width, let height = facts.height else { return Count(tokens: 4 * 258, isGuess: true) }
        guard width > 384 || height > 384 else { return Count(tokens: 258) }
        let unit = max(1, min(width, height) / 3 * 2)
        func tiles(_ side: Int) -> Int { side / unit + (side % unit > 0 ? 1 : 0) }
        return Count(tokens: tiles(width).multiplied(with: tiles(height)).multiplied(with: 258))
    }

    /// How long a recording of unknown length is taken to be, which is rather too long than too short: nobody is to pay for
    /// what was not planned.
    static func guessedSeconds(_ modality: Modality, _ type: MediaType, bytes: Int64) -> Double {
        let bytesPerSecond: Double =
            switch (modality, type.rawValue) {
            // Samples as they are.
            case (.audio, "audio/l16"): 32_000
            // Speech as it is compressed: 32 kbit.
            case (.audio, _): 4_000
            // 1 Mbit.
            default: 125_000
            }
        return Double(bytes) / bytesPerSecond
    }

    private func audio(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> Count {
        let seconds = played(.audio, facts.duration ?? Self.guessedSeconds(.audio, type, bytes: bytes))
        return Count(tokens: Self.rounded(seconds * 32), isGuess: facts.duration == nil)
    }

    private func video(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> Count {
        let seconds = played(.video, facts.duration ?? Self.guessedSeconds(.video, type, bytes: bytes))
        let fps = processing[.video]?["fps"]?.number?.double ?? 1
        let each: Double =
            switch (isBeforeGemini3, resolution) {
            case (true, .low): 66
            case (true, _): 258
            case (false, .high), (false, .ultraHigh): 280
            case (false, _): 70
            }
        let frames = max(1, (seconds * fps).rounded(.up))
        let isAgentic = processing[.video]?.string == "agentic"
        // Sound counts as it does alone. Whether there is any is known with the codecs: picture and sound are two.
        let sound = facts.codecs.count == 1 ? 0 : seconds * 32
        return Count(tokens: Self.rounded(frames * each + sound), isGuess: facts.duration == nil || isAgentic)
    }

    private func document(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> Count {
        let page =
            switch (isBeforeGemini3, resolution) {
            case (true, _): 258
            case (false, .low): 280
            case (false, .high), (false, .ultraHigh): 1120
            case (false, _): 560
            }
        if type.rawValue == "text/csv" { return Count(tokens: Self.text(bytes: Int(clamping: bytes))) }
        // 50 KB a page where their number is not known.
        let pages = facts.pages ?? max(1, Int(clamping: bytes / 50_000))
        let options = processing[.document]?["page_options"]
        let first = max(1, options?["start_page"]?.number?.int ?? 1)
        let last = max(0, min(options?["end_page"]?.number?.int ?? pages, pages))
        let isPDF = type.rawValue == "application/pdf"
        return Count(
            tokens: max(1, (last - first).adding(1)).multiplied(with: page),
            isGuess: facts.pages == nil || !isPDF
        )
    }

    /// Seconds of a recording that are looked at.
    private func played(_ modality: Modality, _ duration: Double) -> Double {
        func offset(_ key: String) -> Double? { processing[modality]?[key]?.string.flatMap(RecipeShape.seconds) }
        return max(0, min(offset("end_offset") ?? duration, duration) - (offset("start_offset") ?? 0))
    }

    private static func rounded(_ tokens: Double) -> Int { Int(saturating: tokens.rounded(.up)) }
}
