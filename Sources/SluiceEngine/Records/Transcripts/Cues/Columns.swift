import SluiceSupport

/// How wide a text is when it is shown: signs of Chinese, Japanese and Korean count twice.
enum Columns {
    static func count(_ text: String) -> Int {
        text.reduce(0) { $0 + $1.columns }
    }

    /// Whether a line may be broken beside a character although no blank is there: writing without blanks.
    static func standsAlone(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        return switch scalar.value {
        case 0x2E80...0x303E, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
