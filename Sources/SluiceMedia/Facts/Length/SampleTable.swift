/// How long a track of an MP4 file plays by its own tables: ISO/IEC 14496-12, sections 8.4.2 (`mdhd`), 8.6.1.2 (`stts`), 8.7.3
/// (`stsz`) and 8.6.6 (`elst`).
struct SampleTable {
    private(set) var track: UInt64 = 0
    /// Units a second.
    private(set) var scale: UInt64 = 0
    /// Units that its samples last.
    private var units = 0.0
    private var samples = 0.0
    /// By the list of edits, in units of the movie; 0 where it leaves nothing out.
    private var edited = 0.0
    /// Of all samples. `nil` where the table is too large to be read.
    private var bytes: Double? = 0

    private static let largestTable: Int64 = 4 << 20

    init(_ box: Box, _ file: inout ByteReader) {
        for part in Box.children(of: box, in: &file) {
            switch part.type {
            case "tkhd":
                guard let head = file.bytes(at: part.payload, 24) else { break }
                track = head[0] == 1 ? head[20..<24].bigEndian : head[12..<16].bigEndian
            case "edts":
                for list in Box.children(of: part, in: &file) where list.type == "elst" { readEdits(list, &file) }
            case "mdia":
                for inner in Box.children(of: part, in: &file) {
                    if inner.type == "mdhd", let head = file.bytes(at: inner.payload, 24) {
                        scale = head[0] == 1 ? head[20..<24].bigEndian : head[12..<16].bigEndian
                    }
                    guard inner.type == "minf" else { continue }
                    for table in Box.children(of: inner, in: &file) where table.type == "stbl" { read(table, &file) }
                }
            default: break
            }
        }
    }

    /// The longest of the tracks. `nil` where the samples are in fragments.
    ///
    /// Of a file that was cut, the part that is there.
    ///
    /// - Parameter unit: Of the movie, a second.
    static func length(of tables: [Self], _ unit: Double, fileSize: Int64) -> MeasuredLength? {
        guard let longest = tables.map({ $0.seconds(unit) }).max(), longest > 0 else { return nil }
        let sizes = tables.map(\.bytes)
        let wanted = sizes.reduce(0) { $0 + ($1 ?? 0) }
        guard !sizes.contains(nil), wanted > Double(fileSize) else { return MeasuredLength(seconds: longest) }
        return MeasuredLength(seconds: longest * Double(fileSize) / wanted, isEstimate: true)
    }

    private func seconds(_ unit: Double) -> Double {
        guard scale > 0, units > 0 else { return 0 }
        let whole = units / Double(scale)
        guard edited > 0, unit > 0 else { return whole }
        return min(whole, edited / unit)
    }

    private mutating func readEdits(_ list: Box, _ file: inout ByteReader) {
        guard let head = file.bytes(at: list.payload, 8) else { return }
        let size = head[0] == 1 ? 20 : 12
        let count = Int(min(head[4...].bigEndian, 1024, UInt64(max(0, list.end - list.payload - 8)) / UInt64(size)))
        guard let entries = file.bytes(at: list.payload + 8, count * size) else { return }
        for at in stride(from: 0, to: entries.count, by: size) {
            let width = size == 20 ? 8 : 4
            let length = entries[at..<at + width].bigEndian
            let start = entries[at + width..<at + 2 * width].bigEndian
            // From nowhere: a pause ahead, which is no sound. No length: to the end.
            if start == (width == 8 ? .max : 0xFFFF_FFFF) { continue }
            guard length > 0 else {
                edited = 0
                return
            }
            edited += Double(length)
        }
    }

    private mutating func read(_ table: Box, _ file: inout ByteReader) {
        var times: Box?
        for box in Box.children(of: table, in: &file) {
            if box.type == "stts" { times = box }
            guard box.type == "stsz", let head = file.bytes(at: box.payload, 12) else { continue }
            let (each, count) = (Double(head[4..<8].bigEndian), head[8...].bigEndian)
            let room = max(0, box.end - box.payload - 12)
            samples = Double(count)
            guard each == 0 else {
                bytes = each * samples
                continue
            }
            // No more samples than the table has sizes.
            samples = min(samples, Double(room / 4))
            guard room <= Self.largestTable, let sizes = file.bytes(at: box.payload + 12, Int(samples) * 4) else {
                bytes = nil
                continue
            }
            bytes = stride(from: 0, to: sizes.count, by: 4).reduce(0) { $0 + Double(sizes[$1..<$1 + 4].bigEndian) }
        }
        if let times { readTimes(times, &file) }
    }

    private mutating func readTimes(_ box: Box, _ file: inout ByteReader) {
        guard let head = file.bytes(at: box.payload, 8) else { return }
        let room = min(max(0, box.end - box.payload - 8), Self.largestTable)
        let count = Int(min(head[4...].bigEndian, UInt64(room) / 8))
        guard let entries = file.bytes(at: box.payload + 8, count * 8) else { return }
        var counted = 0.0
        for at in stride(from: 0, to: entries.count, by: 8) {
            let number = min(Double(entries[at..<at + 4].bigEndian), max(0, samples - counted))
            counted += number
            units += number * Double(entries[at + 4..<at + 8].bigEndian)
        }
        // A table that is longer than what is read goes on alike.
        if counted > 0, counted < samples { units *= samples / counted }
    }
}
