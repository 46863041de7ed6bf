import Foundation

/// Japanese text from before Unicode: Shift-JIS and EUC-JP (JIS X 0208:1997, annexes 1 and 3, with what Windows added).
///
/// Whether bytes may be read so says little, kana say much: they are a good part of any Japanese text, and where they stand
/// other languages have next to nothing.
enum JapaneseText {
    /// `nil` for what is neither, and for text without kana.
    static func text(of bytes: [UInt8]) -> String? {
        if let text = shiftJIS(bytes) { return text }
        return shiftJISFromEUC(bytes).flatMap(decoded)
    }

    private static func decoded(_ bytes: [UInt8]) -> String? { String(data: Data(bytes), encoding: .shiftJIS) }

    private static func shiftJIS(_ bytes: [UInt8]) -> String? {
        var (pairs, kana) = (0, 0)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case 0..<0x80, 0xA1...0xDF: at += 1
            case 0x81...0x9F, 0xE0...0xFC:
                guard at + 1 < bytes.count, (0x40...0xFC).contains(bytes[at + 1]), bytes[at + 1] != 0x7F else {
                    return nil
                }
                pairs += 1
                switch (bytes[at], bytes[at + 1]) {
                case (0x82, 0x9F...0xF1), (0x83, 0x40...0x96): kana += 1
                default: break
                }
                at += 2
            default: return nil
            }
        }
        return isJapanese(pairs, kana) ? decoded(bytes) : nil
    }

    /// The same characters: both count the rows and cells of one table.
    private static func shiftJISFromEUC(_ bytes: [UInt8]) -> [UInt8]? {
        var (pairs, kana) = (0, 0)
        var made: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let first = bytes[at]
            if first < 0x80 {
                made.append(first)
                at += 1
                continue
            }
            guard at + 1 < bytes.count, (0xA1...0xFE).contains(bytes[at + 1]) else { return nil }
            let second = bytes[at + 1]
            switch first {
            case 0x8E: made.append(second)
            case 0xA1...0xFE:
                let row = (first - 0xA1) / 2
                let isUpper = first.isMultiple(of: 2)
                made.append(row + (row < 31 ? 0x81 : 0xC1))
                made.append(isUpper ? second - 2 : second - (second < 0xE0 ? 0x61 : 0x60))
                pairs += 1
                if first == 0xA4 || first == 0xA5 { kana += 1 }
            default: return nil
            }
            at += 2
        }
        return isJapanese(pairs, kana) ? made : nil
    }

    private static func isJapanese(_ pairs: Int, _ kana: Int) -> Bool { kana >= 2 && kana * 8 >= pairs }
}
