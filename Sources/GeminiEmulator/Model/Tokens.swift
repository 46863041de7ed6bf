import StructuredJSON

/// How many tokens things count as (contract §7.3).
enum Tokens {
    static let charactersEach = 4
    static let perSecondOfAudio = 32.0

    static func of(_ text: String) -> Int {
        text.isEmpty ? 0 : (text.count + charactersEach - 1) / charactersEach
    }

    static func image(_ resolution: String?, isBeforeGemini3: Bool, width: Int?, height: Int?) -> Int {
        guard !isBeforeGemini3 else { return tiles(width ?? 0, height ?? 0) * 258 }
        return switch resolution {
        case "low": 280
        case "medium": 560
        case "ultra_high": 2240
        default: 1120
        }
    }

    /// Whatever a file claims of itself: sums of this stay numbers.
    static let most = 1e12

    /// Sampled once a second unless told otherwise.
    static func video(_ resolution: String?, seconds: Double, framesPerSecond: Double?, isBeforeGemini3: Bool) -> Int {
        let frames = max(1, (seconds * (framesPerSecond ?? 1)).rounded(.up))
        let each: Double =
            switch (isBeforeGemini3, resolution) {
            case (true, "low"): 66
            case (true, _): 258
            case (false, "high"), (false, "ultra_high"): 280
            default: 70
            }
        return Int(saturating: min(frames * each, most))
    }

    static func page(_ resolution: String?, isBeforeGemini3: Bool) -> Int {
        guard !isBeforeGemini3 else { return 258 }
        return switch resolution {
        case "low": 280
        case "high", "ultra_high": 1120
        default: 560
        }
    }

    private static func tiles(_ width: Int, _ height: Int) -> Int {
        guard width > 384 || height > 384 else { return 1 }
        let unit = max(1, Int(Double(min(width, height)) / 1.5))
        return ((width + unit - 1) / unit) * ((height + unit - 1) / unit)
    }
}
