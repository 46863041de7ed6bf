/// Undoes deflate compression: RFC 1951. Made for small parts of documents, so whatever is wrong ends it.
struct Inflate {
    private let input: [UInt8]
    private var place: Int
    private var bits: UInt32 = 0
    private var bitCount = 0
    private var output: [UInt8] = []
    private let limit: Int

    /// What the input says, up to a limit of bytes: more than that is left out, and what is broken ends it early.
    static func bytes(of input: [UInt8], from start: Int = 0, limit: Int) -> [UInt8] {
        var inflate = Self(input: input, place: start, limit: limit)
        while inflate.block() {}
        return inflate.output
    }

    private init(input: [UInt8], place: Int, limit: Int) {
        self.input = input
        self.place = place
        self.limit = limit
    }

    /// Takes one block. `false` after the last.
    private mutating func block() -> Bool {
        guard output.count < limit, let isLast = take(1), let kind = take(2) else { return false }
        let isWhole: Bool =
            switch kind {
            case 0: stored()
            case 1: compressed(.fixedLengths, .fixedDistances)
            case 2: dynamic()
            default: false
            }
        return isWhole && isLast == 0
    }

    private mutating func take(_ count: Int) -> Int? {
        while bitCount < count {
            guard place < input.count else { return nil }
            bits |= UInt32(input[place]) << UInt32(bitCount)
            place += 1
            bitCount += 8
        }
        defer {
            bits >>= UInt32(count)
            bitCount -= count
        }
        return Int(bits & ((1 << UInt32(count)) - 1))
    }

    private mutating func stored() -> Bool {
        bits = 0
        bitCount = 0
        guard place + 4 <= input.count else { return false }
        let length = Int(input[place..<place + 2].littleEndian)
        place += 4
        guard place + length <= input.count, output.count + length <= limit else { return false }
        output += input[place..<place + length]
        place += length
        return true
    }

    private mutating func dynamic() -> Bool {
        guard let literals = take(5), let distances = take(5), let codes = take(4) else { return false }
        var lengths = [UInt8](repeating: 0, count: 19)
        for index in 0..<codes + 4 {
            guard let length = take(3) else { return false }
            lengths[Self.order[index]] = UInt8(length)
        }
        let code = Huffman(lengths[...])
        var all: [UInt8] = []
        let wanted = literals + 257 + distances + 1
        while all.count < wanted {
            guard let symbol = symbol(code) else { return false }
            switch symbol {
            case 0...15: all.append(UInt8(symbol))
            case 16:
                guard let last = all.last, let more = take(2) else { return false }
                all += [UInt8](repeating: last, count: 3 + more)
            default:
                guard let more = take(symbol == 17 ? 3 : 7) else { return false }
                all += [UInt8](repeating: 0, count: more + (symbol == 17 ? 3 : 11))
            }
        }
        guard all.count == wanted else { return false }
        return compressed(Huffman(all[..<(literals + 257)]), Huffman(all[(literals + 257)...]))
    }

    private mutating func compressed(_ lengths: Huffman, _ distances: Huffman) -> Bool {
        while output.count < limit {
            guard let symbol = symbol(lengths) else { return false }
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            guard symbol != 256 else { return true }
            guard symbol <= 285, let more = take(Self.lengthBits[symbol - 257]),
                let code = self.symbol(distances), code < 30, let further = take(Self.distanceBits[code])
            else { return false }
            let distance = Self.distanceBases[code] + further
            guard distance <= output.count else { return false }
            for _ in 0..<min(Self.lengthBases[symbol - 257] + more, limit - output.count) {
                output.append(output[output.count - distance])
            }
        }
        return false
    }

    private mutating func symbol(_ code: Huffman) -> Int? {
        var (value, first, index) = (0, 0, 0)
        for length in 1..<16 {
            guard let bit = take(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - count < first { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthBits = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12_289, 16_385, 24_577,
    ]
    private static let distanceBits = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}

/// A prefix code by the lengths of its words (RFC 1951, section 3.2.2).
private struct Huffman {
    /// How many words there are of each length.
    let counts: [Int]
    /// Sorted by length, then by value.
    let symbols: [Int]

    static let fixedLengths = Self(
        ([UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
            + [UInt8](repeating: 8, count: 8))[...]
    )
    static let fixedDistances = Self([UInt8](repeating: 5, count: 30)[...])

    init(_ lengths: ArraySlice<UInt8>) {
        var counts = [Int](repeating: 0, count: 16)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        self.counts = counts
        symbols = lengths.enumerated().filter { $0.element > 0 }
            .sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.map(\.offset)
    }
}
