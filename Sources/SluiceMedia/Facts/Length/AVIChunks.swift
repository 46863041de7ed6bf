/// How many pictures an AVI file has by its chunks, when its header does not say or is not right.
struct AVIChunks {
    /// Headers that are read; what follows them is taken to be like them.
    private static let most = 1500
    private static let largestIndex = 8 << 20

    /// - Parameter start: Where the first chunk behind `movi` begins.
    /// - Returns: How many, and whether they were not all counted. `nil` when there are none.
    static func pictures(from start: Int64, in file: inout ByteReader) -> (count: Double, isEstimate: Bool)? {
        var offset = start
        var count = 0.0
        for _ in 0..<most {
            guard let head = file.upTo(12, at: offset), head.count >= 8 else { break }
            let length = Int64(head[4..<8].littleEndian)
            if head.has("idx1") { break }
            if head.has("LIST") || head.has("RIFF") {
                // Its parts are read as if they stood here, those of another header are passed over.
                offset += head.has("LIST") && !head.has("movi", at: 8) && !head.has("rec ", at: 8) ? 8 + length : 12
                continue
            }
            if isPicture(head[..<4]) { count += 1 }
            offset += 8 + length + length % 2
        }
        guard count > 0 else { return nil }
        let left = Double(file.size - offset)
        if file.upTo(4, at: offset)?.has("idx1") == true || left < 16 { return (count, false) }
        if let all = indexed(start, in: &file) { return (all, false) }
        return (count * (1 + left / Double(offset - start)), true)
    }

    /// `00dc`, `01db`: the number of the stream, and what it holds.
    private static func isPicture(_ name: some Collection<UInt8>) -> Bool {
        let code = Array(name)
        return code[0] >= 0x30 && code[0] <= 0x39 && code[2] == 0x64 && (code[3] == 0x63 || code[3] == 0x62)
    }

    /// By the index behind the only list of chunks. Longer files have several lists.
    private static func indexed(_ start: Int64, in file: inout ByteReader) -> Double? {
        guard let list = file.bytes(at: start - 8, 4) else { return nil }
        let offset = start - 4 + Int64(list.littleEndian)
        guard let head = file.bytes(at: offset + offset % 2, 8), head.has("idx1") else { return nil }
        let length = Int(head[4...].littleEndian)
        let body = offset + offset % 2 + 8
        guard length <= largestIndex, file.size - body - Int64(length) < 4096,
            let entries = file.upTo(length, at: body)
        else { return nil }
        let count = stride(from: 0, to: entries.count - 15, by: 16).reduce(0) { sum, at in
            isPicture(entries[at..<at + 4]) ? sum + 1 : sum
        }
        return count > 0 ? Double(count) : nil
    }
}
