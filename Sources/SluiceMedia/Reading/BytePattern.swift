import Foundation

extension [UInt8] {
    /// Where a pattern is found first, at an index or behind it.
    func firstPlace(of pattern: [UInt8], from start: Int = 0) -> Int? {
        guard let first = pattern.first, start >= 0, count - start >= pattern.count else { return nil }
        return unsafe withUnsafeBytes { bytes in
            unsafe pattern.withUnsafeBytes { wanted in
                guard let base = bytes.baseAddress, let other = wanted.baseAddress else { return nil }
                var at = start
                let last = bytes.count - wanted.count
                while at <= last {
                    guard let hit = unsafe memchr(base + at, CInt(first), last - at + 1) else { return nil }
                    at = unsafe UnsafeRawPointer(hit) - base
                    if unsafe memcmp(base + at, other, wanted.count) == 0 { return at }
                    at += 1
                }
                return nil
            }
        }
    }
}
