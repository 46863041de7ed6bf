import StructuredJSON

/// What a prompt costs, by modality (contract §7.3).
struct TokenCounts: Sendable {
    let isBeforeGemini3: Bool
    private var tokens: [String: Int] = [:]

    init(isBeforeGemini3: Bool) { self.isBeforeGemini3 = isBeforeGemini3 }

    /// In a fixed order; what does not occur is left out.
    var list: [ModelAnswer.Count] {
        ["text", "image", "audio", "video", "document"].compactMap { modality in
            tokens[modality].map { ModelAnswer.Count(modality: modality, tokens: $0) }
        }
    }

    mutating func add(text: String) {
        if !text.isEmpty { add("text", Tokens.of(text)) }
    }

    mutating func add(_ facts: MediaFacts, of block: MediaBlock) {
        let resolution = block.resolution
        switch facts.kind {
        case "image":
            add(
                "image",
                Tokens.image(resolution, isBeforeGemini3: isBeforeGemini3, width: facts.width, height: facts.height)
            )
        case "audio": add("audio", sound(facts))
        case "video":
            let rate: Double? = block.options["processing"]?["fps"]?.number?.double
            add(
                "video",
                Tokens.video(
                    resolution,
                    seconds: facts.duration ?? 1,
                    framesPerSecond: rate,
                    isBeforeGemini3: isBeforeGemini3
                )
            )
            if facts.sampleRate != nil { add("audio", sound(facts)) }
        default:
            // The text of a PDF is not billed, its pages are; other documents are text.
            if facts.format == "PDF" {
                add("document", (facts.pages ?? 1) * Tokens.page(resolution, isBeforeGemini3: isBeforeGemini3))
            } else {
                add(text: facts.text ?? "")
            }
        }
    }

    private func sound(_ facts: MediaFacts) -> Int {
        Int(saturating: min(((facts.duration ?? 1) * Tokens.perSecondOfAudio).rounded(.up), Tokens.most))
    }

    private mutating func add(_ modality: String, _ count: Int) {
        tokens[modality, default: 0] += count
    }
}
