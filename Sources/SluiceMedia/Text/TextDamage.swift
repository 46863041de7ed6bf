/// The bytes of a text that its encoding has no character for.
package struct TextDamage: Hashable, Sendable {
    /// How many.
    package private(set) var count = 0
    /// Where the first of them is, in bytes from the start.
    package private(set) var first: Int64 = 0

    package init() {}

    mutating func note(at place: Int64) {
        if count == 0 { first = place }
        count += 1
    }

    /// Of UTF-8: each byte that is no part of a character.
    init(inUTF8 bytes: some Collection<UInt8>) {
        var scan = UTF8Scan()
        scan.push(bytes)
        scan.finish()
        self = scan.damage
    }
}

/// Looks through UTF-8 (RFC 3629) that comes in pieces.
struct UTF8Scan {
    private(set) var damage = TextDamage()
    /// Characters of more than one byte that are whole.
    private(set) var characters = 0
    private var place: Int64 = 0
    /// Bytes that the character that has begun still wants, and the values the next may have.
    private var wanted = 0
    private var begun: Int64 = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    mutating func push(_ bytes: some Collection<UInt8>) {
        for byte in bytes {
            defer { place += 1 }
            if wanted > 0 {
                if allowed.contains(byte) {
                    wanted -= 1
                    allowed = 0x80...0xBF
                    if wanted == 0 { characters += 1 }
                    continue
                }
                cut()
            }
            guard byte >= 0x80 else { continue }
            begin(byte)
        }
    }

    mutating func finish() { if wanted > 0 { cut() } }

    private mutating func cut() {
        for missing in begun..<place { damage.note(at: missing) }
        wanted = 0
        allowed = 0x80...0xBF
    }

    private mutating func begin(_ byte: UInt8) {
        begun = place
        switch byte {
        case 0xC2...0xDF: wanted = 1
        case 0xE0...0xEF:
            wanted = 2
            if byte == 0xE0 { allowed = 0xA0...0xBF }
            if byte == 0xED { allowed = 0x80...0x9F }
        case 0xF0...0xF4:
            wanted = 3
            if byte == 0xF0 { allowed = 0x90...0xBF }
            if byte == 0xF4 { allowed = 0x80...0x8F }
        default: damage.note(at: place)
        }
    }
}
