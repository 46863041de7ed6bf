/// Walks over JSON values without keeping them: RFC 8259, sections 2 to 7.
///
/// Only objects and arrays stand at the top. Brackets, strings and the places of commas and colons are checked, words only
/// for their letters. No recursion: depth costs a byte each.
struct JSONScanner {
    enum Outcome { case whole, cut, none, wrong }

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    private enum Wanted { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

    /// Walks to the end of the next object or array.
    mutating func value() -> Outcome {
        skipBlanks()
        guard at < bytes.count else { return .none }
        guard bytes[at] == UInt8(ascii: "{") || bytes[at] == UInt8(ascii: "[") else { return .wrong }
        var open: [UInt8] = []
        var wanted = Wanted.value
        repeat {
            skipBlanks()
            guard at < bytes.count else { return .cut }
            let byte = bytes[at]
            switch (byte, wanted) {
            case (UInt8(ascii: "{"), .value), (UInt8(ascii: "{"), .valueOrEnd):
                open.append(UInt8(ascii: "}"))
                wanted = .keyOrEnd
                at += 1
            case (UInt8(ascii: "["), .value), (UInt8(ascii: "["), .valueOrEnd):
                open.append(UInt8(ascii: "]"))
                wanted = .valueOrEnd
                at += 1
            case (UInt8(ascii: "}"), .keyOrEnd), (UInt8(ascii: "}"), .commaOrEnd), (UInt8(ascii: "]"), .valueOrEnd),
                (UInt8(ascii: "]"), .commaOrEnd):
                guard open.popLast() == byte else { return .wrong }
                wanted = .commaOrEnd
                at += 1
            case (UInt8(ascii: ","), .commaOrEnd):
                wanted = open.last == UInt8(ascii: "}") ? .key : .value
                at += 1
            case (UInt8(ascii: ":"), .colon):
                wanted = .value
                at += 1
            case (UInt8(ascii: "\""), .key), (UInt8(ascii: "\""), .keyOrEnd):
                guard string() else { return at >= bytes.count ? .cut : .wrong }
                wanted = .colon
            case (UInt8(ascii: "\""), .value), (UInt8(ascii: "\""), .valueOrEnd):
                guard string() else { return at >= bytes.count ? .cut : .wrong }
                wanted = .commaOrEnd
            case (_, .value), (_, .valueOrEnd):
                guard word() else { return .wrong }
                wanted = .commaOrEnd
            default: return .wrong
            }
        } while !open.isEmpty
        return .whole
    }

    private mutating func string() -> Bool {
        at += 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\"") {
                at += 1
                return true
            }
            guard bytes[at] >= 0x20 else { return false }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return false
    }

    /// A number, or true, false, null.
    private mutating func word() -> Bool {
        let start = at
        while at < bytes.count, Self.isLetter(bytes[at]) { at += 1 }
        return at > start
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39: true
        default: "+-.eEtrufalsn".utf8.contains(byte)
        }
    }

    private mutating func skipBlanks() {
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }
}
