import Foundation

/// Reads text files in the encodings that are met: UTF-8, UTF-16 with or without its mark, those of Japan, and Windows'
/// Western one for what is none of these.
enum TextDecoding {
    /// `nil` for text that is surely in yet another encoding: better not sent than sent as other letters.
    static func text(of bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]),
            let text = String(data: Data(bytes), encoding: .utf32)
        {
            return text
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]),
            let text = String(data: Data(bytes), encoding: .utf16)
        {
            return text
        }
        if let encoding = unmarked(bytes.prefix(512)), let text = String(data: Data(bytes), encoding: encoding) {
            return text
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        if let text = JapaneseText.text(of: Array(body)) { return text }
        return isWestern(body) ? String(data: Data(body), encoding: .windowsCP1252) : nil
    }

    /// Words of western languages have fewer letters with accents than without. In Cyrillic, Greek, Chinese and others
    /// nearly all that is a letter lies where the accents are.
    private static func isWestern(_ bytes: ArraySlice<UInt8>) -> Bool {
        var (plain, accented) = (0, 0)
        for byte in bytes {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: plain += 1
            case 0xC0...: accented += 1
            default: break
            }
        }
        return accented < 4 || accented <= plain
    }

    /// UTF-16 without a mark: of words in the Latin alphabet nearly every second byte is zero, which no other text has.
    private static func unmarked(_ head: ArraySlice<UInt8>) -> String.Encoding? {
        guard head.count >= 8 else { return nil }
        let (even, odd) = head.indices.reduce(into: (0, 0)) { zeros, index in
            guard head[index] == 0 else { return }
            if index.isMultiple(of: 2) { zeros.0 += 1 } else { zeros.1 += 1 }
        }
        let most = head.count * 2 / 5
        if odd > most, even == 0 { return .utf16LittleEndian }
        return even > most && odd == 0 ? .utf16BigEndian : nil
    }
}
