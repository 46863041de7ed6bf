/// The name of a model of a family that exists: `gemini-3.5-flash`, `models/gemma-4-31b-it`.
struct ModelName: Sendable, Hashable {
    /// Without `models/`.
    let id: String

    init?(_ name: String) {
        let id = name.hasPrefix("models/") ? name.dropFirst(7) : Substring(name)
        let families = ["gemini-", "gemma-"]
        guard let family = families.first(where: id.hasPrefix), id.utf8.count <= 80,
            id.utf8.allSatisfy(Self.isAllowed)
        else { return nil }
        // Numbered, or one of the names without a number: gemini-nope is none.
        let rest = id.dropFirst(family.count)
        guard rest.first?.isNumber == true || ["flash", "pro", "omni", "robotics"].contains(where: rest.hasPrefix)
        else { return nil }
        self.id = String(id)
    }

    /// Models before the third generation count the tokens of media by other rules (contract §7.3).
    var isBeforeGemini3: Bool { id.hasPrefix("gemini-1") || id.hasPrefix("gemini-2") }

    /// 3.7 and 3.8 Flash always think (contract §2.4).
    var refusesMinimalThinking: Bool { id == "gemini-3.8-flash" || id == "gemini-3.7-flash" }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
