import Foundation
import SluiceEngine
import SluiceMedia
import StructuredJSON

/// How many tokens the service counts for media (contract §7.3).
struct TokenRules: Sendable {
    /// Before Gemini 3 pictures were cut into tiles.
    let isBeforeGemini3: Bool
    let resolution: Recipe.Resolution?
    let processing: [Modality: JSONValue]

    init(model: String, _ options: Recipe.MediaOptions) {
        let name = model.split(separator: "/").last ?? ""
        isBeforeGemini3 = ["gemini-1", "gemini-2"].contains { name.hasPrefix($0) }
        resolution = options.resolution
        processing = options.processing
    }

    func count(_ modality: Modality, _ type: MediaType, bytes: Int64, _ facts: MediaFacts) -> TokenEstimate {
        switch modality {
        case .image: image(facts)
        case .audio: audio(type, bytes, facts)
        case .video: video(type, bytes, facts)
        case .document: document(type, bytes, facts)
        case .text: TokenEstimate.text(bytes: Int(clamping: bytes))
        }
    }

    private func image(_ facts: MediaFacts) -> TokenEstimate {
        guard isBeforeGemini3 else {
            return switch resolution {
            case .low: TokenEstimate(tokens: 280)
            case .medium: TokenEstimate(tokens: 560)
            case .high, nil: TokenEstimate(tokens: 1120)
            case .ultraHigh: TokenEstimate(tokens: 2240)
            }
        }
        // Four tiles are a usual photo.
        guard let width = facts.width, let height = facts.height else {
            return TokenEstimate(tokens: 4 * 258, isGuess: true)
        }
        guard width > 384 || height > 384 else { return TokenEstimate(tokens: 258) }
        let unit = max(1, min(width, height) / 3 * 2)
        func tiles(_ side: Int) -> Int { side / unit + (side % unit > 0 ? 1 : 0) }
        return TokenEstimate(tokens: tiles(width).multiplied(with: tiles(height)).multiplied(with: 258))
    }

    private func audio(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> TokenEstimate {
        let seconds = played(.audio, facts.duration ?? RecordingLength.guessedSeconds(.audio, type, bytes: bytes))
        return TokenEstimate(tokens: Self.rounded(seconds * 32), isGuess: facts.duration == nil)
    }

    private func video(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> TokenEstimate {
        let seconds = played(.video, facts.duration ?? RecordingLength.guessedSeconds(.video, type, bytes: bytes))
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
        return TokenEstimate(tokens: Self.rounded(frames * each + sound), isGuess: facts.duration == nil || isAgentic)
    }

    private func document(_ type: MediaType, _ bytes: Int64, _ facts: MediaFacts) -> TokenEstimate {
        let page =
            switch (isBeforeGemini3, resolution) {
            case (true, _): 258
            case (false, .low): 280
            case (false, .high), (false, .ultraHigh): 1120
            case (false, _): 560
            }
        if type.rawValue == "text/csv" { return TokenEstimate.text(bytes: Int(clamping: bytes)) }
        // 50 KB a page where their number is not known.
        let pages = facts.pages ?? max(1, Int(clamping: bytes / 50_000))
        let options = processing[.document]?["page_options"]
        let first = max(1, options?["start_page"]?.number?.int ?? 1)
        let last = max(0, min(options?["end_page"]?.number?.int ?? pages, pages))
        let isPDF = type.rawValue == "application/pdf"
        return TokenEstimate(
            tokens: max(1, (last - first).adding(1)).multiplied(with: page),
            isGuess: facts.pages == nil || !isPDF
        )
    }

    /// Seconds of a recording that are looked at.
    private func played(_ modality: Modality, _ duration: Double) -> Double {
        func offset(_ key: String) -> Double? { processing[modality]?[key]?.string.flatMap(TimeText.offset) }
        return max(0, min(offset("end_offset") ?? duration, duration) - (offset("start_offset") ?? 0))
    }

    private static func rounded(_ tokens: Double) -> Int { Int(saturating: tokens.rounded(.up)) }
}

extension TokenRules {
    /// Whether more than size and type count.
    func needsFacts(_ modality: Modality) -> Bool {
        switch modality {
        case .image: isBeforeGemini3
        case .audio, .video, .document: true
        case .text: false
        }
    }
}
