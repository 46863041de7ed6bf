/// Japanese text from before Unicode: Shift-JIS and EUC-JP (JIS X 0208:1997, annexes 1 and 3, with what Windows added).
///
/// Whether bytes may be read so says little, kana say much: they are a good part of any Japanese text, and where they stand
/// other languages have next to nothing.
enum JapaneseText {
    /// `nil` for what is neither, and for text without kana.
    static func encoding(of bytes: [UInt8]) -> String? {
        if isShiftJIS(bytes) { return "shift_jis" }
        return isEUC(bytes) ? "euc-jp" : nil
    }

    private static func isShiftJIS(_ bytes: [UInt8]) -> Bool {
        var (pairs, kana) = (0, 0)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0..<0x80, 0xA1...0xDF: at += 1
            case 0x81...0x9F, 0xE0...0xFC:
                guard at + 1 < bytes.count else { return isJapanese(pairs, kana) }
                guard (0x40...0xFC).contains(bytes[at + 1]), bytes[at + 1] != 0x7F else { return false }
                pairs += 1
                switch (bytes[at], bytes[at + 1]) {
                case (0x82, 0x9F...0xF1), (0x83, 0x40...0x96): kana += 1
                default: break
                }
                at += 2
            default: return false
            }
        }
        return isJapanese(pairs, kana)
    }

    private static func isEUC(_ bytes: [UInt8]) -> Bool {
        var (pairs, kana) = (0, 0)
        var at = 0
        while at < bytes.count {
            let first = bytes[at]
            if first < 0x80 {
                at += 1
                continue
            }
            guard at + 1 < bytes.count else { break }
            guard (0xA1...0xFE).contains(bytes[at + 1]) else { return false }
            switch first {
            case 0x8E: break
            case 0xA1...0xFE:
                pairs += 1
                if first == 0xA4 || first == 0xA5 { kana += 1 }
            default: return false
            }
            at += 2
        }
        return isJapanese(pairs, kana)
    }

    private static func isJapanese(_ pairs: Int, _ kana: Int) -> Bool { kana >= 2 && kana * 8 >= pairs }
}
