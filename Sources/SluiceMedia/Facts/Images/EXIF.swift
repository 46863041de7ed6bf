import Foundation

/// EXIF inside some file: EXIF 2.32 (CIPA DC-008), sections 4.5 and 4.6, which is the directories of TIFF 6.0, section 2.
struct EXIF {
    private let start: Int64
    private let end: Int64
    private let isLittleEndian: Bool
    /// Where the first directory is, from the start.
    let first: Int64

    struct Entry {
        let tag: Int
        fileprivate let type: Int
        fileprivate let count: Int
        /// Where the value is, in the file.
        fileprivate let place: Int64
    }

    struct Directory {
        let entries: [Entry]
        let next: Int64?
    }

    init?(at offset: Int64, length: Int64, in file: inout ByteReader) {
        guard offset >= 0, length >= 8, offset <= file.size else { return nil }
        var offset = offset
        // Some writers leave the mark of JPEG's segment before it.
        if file.bytes(at: offset, 6)?.has("Exif\0\0") == true { offset += 6 }
        guard let head = file.bytes(at: offset, 8) else { return nil }
        guard head.has("II") || head.has("MM") else { return nil }
        isLittleEndian = head.has("II")
        guard head[2..<4].number(isLittleEndian: isLittleEndian) == 42 else { return nil }
        start = offset
        end = offset + min(length, file.size - offset)
        first = Int64(head[4...].number(isLittleEndian: isLittleEndian))
    }

    func directory(at offset: Int64, in file: inout ByteReader) -> Directory? {
        let place = start + offset
        guard offset >= 8, place < end, let size = file.bytes(at: place, 2) else { return nil }
        let count = Int(number(size))
        guard let table = file.upTo(12 * count + 4, at: place + 2) else { return nil }
        var entries: [Entry] = []
        for index in 0..<min(count, table.count / 12, 512) {
            let record = Array(table[12 * index..<12 * index + 12])
            let type = Int(number(record[2..<4]))
            let items = Int(number(record[4..<8]))
            guard let size = Self.sizes[type], items <= 65_536 else { continue }
            let inside = place + 2 + Int64(12 * index + 8)
            let value = size * items <= 4 ? inside : start + Int64(number(record[8...]))
            guard value + Int64(size * items) <= end else { continue }
            entries.append(Entry(tag: Int(number(record[..<2])), type: type, count: items, place: value))
        }
        guard table.count == 12 * count + 4 else { return Directory(entries: entries, next: nil) }
        let next = Int64(number(table.suffix(4)))
        return Directory(entries: entries, next: next == 0 ? nil : next)
    }

    /// Of whole numbers and of fractions; 16 at most.
    func numbers(of entry: Entry, in file: inout ByteReader) -> [Double]? {
        guard let size = Self.sizes[entry.type], entry.type != 2, entry.type != 7 else { return nil }
        let count = min(entry.count, 16)
        guard let bytes = file.bytes(at: entry.place, size * count) else { return nil }
        return (0..<count).map { index in
            let value = bytes[size * index..<size * (index + 1)]
            switch entry.type {
            case 5, 10:
                let (top, bottom) = (number(value.prefix(4)), number(value.suffix(4)))
                if entry.type == 5 { return Double(top) / Double(bottom) }
                return Double(Int32(truncatingIfNeeded: top)) / Double(Int32(truncatingIfNeeded: bottom))
            case 6: return Double(Int8(truncatingIfNeeded: number(value)))
            case 8: return Double(Int16(truncatingIfNeeded: number(value)))
            case 9: return Double(Int32(truncatingIfNeeded: number(value)))
            default: return Double(number(value))
            }
        }
    }

    /// One line, without what a terminal would obey.
    func text(of entry: Entry, in file: inout ByteReader) -> String? {
        guard entry.type == 2, let bytes = file.bytes(at: entry.place, min(entry.count, 1024)) else { return nil }
        let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        let line = String(
            String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control })
        )
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        return trimmed.isEmpty ? nil : trimmed
    }

    private func number(_ bytes: some Collection<UInt8>) -> UInt64 { bytes.number(isLittleEndian: isLittleEndian) }

    /// Bytes of one item of a type.
    private static let sizes = [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8]
}
