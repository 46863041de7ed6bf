import Foundation
import SluiceSupport

/// Names of files as text, without loss: the system's names are bytes, and need not be UTF-8.
///
/// A byte that is not part of UTF-8 is written `\xE9`. Where a name has such a text in it already, its backslash is written
/// `\x5C`, so that no two names have the same text and each text leads back to one name. All other names are as they are.
public enum FileName {
    /// The text of a name or of a whole path.
    public static func text(of bytes: some RandomAccessCollection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) {
            return text.utf8.contains(backslash) ? quoted(text) : text
        }
        var text = ""
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            if let (scalar, length) = scalar(at: rest) {
                text += scalar == "\\" && escape(at: rest) != nil ? hex(backslash) : String(scalar)
                rest = rest.dropFirst(length)
            } else {
                text += hex(rest.removeFirst())
            }
        }
        return text
    }

    /// The bytes that a text stands for.
    public static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            let escaped = escape(at: rest)
            bytes.append(escaped ?? byte)
            rest = rest.dropFirst(escaped == nil ? 1 : 4)
        }
        return bytes
    }

    /// The bytes of the path of a file that a record names: its own letters, unless there is no such file.
    static func original(of path: String) -> [UInt8] {
        guard isEscaped(path), unsafe access(path, F_OK) != 0 else { return Array(path.utf8) }
        return bytes(of: path)
    }

    /// Whether a text stands for other bytes than its own.
    static func isEscaped(_ text: String) -> Bool {
        guard text.utf8.contains(backslash) else { return false }
        let bytes = Array(text.utf8)
        return bytes.indices.contains { escape(at: bytes[$0...]) != nil }
    }

    /// The byte that the escape at the beginning of some text stands for: `\x80` to `\xFF`, and `\x5C`.
    static func escape(at text: ArraySlice<UInt8>) -> UInt8? {
        let start = text.startIndex
        guard text.count >= 4, text[start] == backslash, text[start + 1] == UInt8(ascii: "x"),
            let high = digit(text[start + 2]), let low = digit(text[start + 3])
        else { return nil }
        let byte = high << 4 | low
        return byte >= 0x80 || byte == backslash ? byte : nil
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func quoted(_ text: String) -> String {
        guard isEscaped(text) else { return text }
        var quoted = ""
        var rest = Array(text.utf8)[...]
        for scalar in text.unicodeScalars {
            quoted += escape(at: rest) == nil ? String(scalar) : hex(backslash)
            rest = rest.dropFirst(UTF8.width(scalar))
        }
        return quoted
    }

    private static func scalar(at bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
        for length in 1...min(4, bytes.count) {
            guard let text = String(validating: bytes.prefix(length), as: UTF8.self) else { continue }
            return text.unicodeScalars.first.map { ($0, length) }
        }
        return nil
    }

    /// Capitals only, as they are written.
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        "\\x" + byte.digits(2, radix: 16)
    }
}
