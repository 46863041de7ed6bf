import Foundation

/// Reads pieces of an open file for those who know a format, within a budget.
///
/// Nothing in a file is believed: a piece that is not all there is `nil`, and whoever follows a file's own pointers
/// runs out of budget before out of time.
struct ByteReader {
    private let descriptor: CInt
    let size: Int64
    /// How the file begins: most of what is asked for, read at once.
    private let head: [UInt8]
    private var bytesLeft: Int
    private var readsLeft = 4096

    /// - Parameter budget: How many bytes may be read in all.
    init(_ descriptor: CInt, size: Int64, budget: Int = 1 << 20) {
        self.descriptor = descriptor
        self.size = size
        bytesLeft = budget
        head = Self.read(descriptor, Int(min(size, 4096)), at: 0)
    }

    /// The same file with a budget of its own.
    func withBudget(_ budget: Int) -> Self { Self(descriptor, size: size, budget: budget) }

    /// Exactly `count` bytes at an offset.
    mutating func bytes(at offset: Int64, _ count: Int) -> [UInt8]? {
        guard let bytes = upTo(count, at: offset), bytes.count == count else { return nil }
        return bytes
    }

    /// As many of `count` bytes as the file has at an offset.
    mutating func upTo(_ count: Int, at offset: Int64) -> [UInt8]? {
        guard offset >= 0, offset <= size, count >= 0, count <= bytesLeft, readsLeft > 0 else { return nil }
        let wanted = Int(min(Int64(count), size - offset))
        bytesLeft -= wanted
        readsLeft -= 1
        let end = offset + Int64(wanted)
        return end <= head.count ? Array(head[Int(offset)..<Int(end)]) : Self.read(descriptor, wanted, at: offset)
    }

    private static func read(_ descriptor: CInt, _ count: Int, at offset: Int64) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let got = unsafe pread(descriptor, buffer.baseAddress, count, off_t(offset))
            filled = max(0, got)
        }
    }
}

extension Collection<UInt8> {
    /// The bytes as one number, the first the most significant. At most eight.
    var bigEndian: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }

    /// The bytes as one number, the last the most significant. At most eight.
    var littleEndian: UInt64 { reversed().reduce(0) { $0 << 8 | UInt64($1) } }

    /// The bytes as one number in either order.
    func number(isLittleEndian: Bool) -> UInt64 { isLittleEndian ? littleEndian : bigEndian }
}

extension Collection<UInt8> where Index == Int {
    /// Whether these characters are found at an index.
    func has(_ text: String, at offset: Int = 0) -> Bool {
        dropFirst(offset).starts(with: text.utf8)
    }
}
