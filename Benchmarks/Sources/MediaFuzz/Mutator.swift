/// Bends files, the same way for the same seed.
struct Mutator {
    private var state: UInt64
    private let corpus: [[UInt8]]

    init(seed: UInt64, corpus: [[UInt8]]) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        self.corpus = corpus
    }

    mutating func next() -> [UInt8] {
        var bytes = corpus[number(below: corpus.count)]
        for _ in 0...number(below: 4) where !bytes.isEmpty { bend(&bytes) }
        return bytes.isEmpty ? [0] : bytes
    }

    private mutating func bend(_ bytes: inout [UInt8]) {
        // Headers are where the readers are: half of all changes fall among the first bytes.
        let reach = number(below: 2) == 0 ? min(bytes.count, 256) : bytes.count
        let at = number(below: reach)
        switch number(below: 8) {
        case 0: bytes[at] ^= 1 << UInt8(number(below: 8))
        case 1: bytes[at] = [0, 1, 0x7F, 0x80, 0xFF, 0x20, 0x0A, 0x22][number(below: 8)]
        case 2:
            put([0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, UInt64(bytes.count)][number(below: 6)], 4, at, &bytes)
        case 3: put([0, .max, 1 << 63, 1 << 32, UInt64(bytes.count), .max >> 1][number(below: 6)], 8, at, &bytes)
        case 4: bytes.removeLast(bytes.count - at)
        case 5: bytes.removeSubrange(at..<min(bytes.count, at + 1 + number(below: 64)))
        case 6:
            let piece = Array(bytes[at..<min(bytes.count, at + 1 + number(below: 512))])
            bytes.insert(contentsOf: piece, at: number(below: bytes.count))
        default:
            let other = corpus[number(below: corpus.count)]
            bytes.replaceSubrange(at..., with: other.dropFirst(number(below: other.count)))
        }
    }

    private mutating func put(_ value: UInt64, _ count: Int, _ at: Int, _ bytes: inout [UInt8]) {
        let isLittle = number(below: 2) == 0
        for index in 0..<count where at + index < bytes.count {
            let shift = UInt64(8 * (isLittle ? index : count - 1 - index))
            bytes[at + index] = UInt8(truncatingIfNeeded: value >> shift)
        }
    }

    /// By xorshift*.
    private mutating func number(below limit: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, limit)
    }
}
