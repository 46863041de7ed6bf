/// Where the sound of a RIFF or IFF file really ends.
enum ChunkedSound {
    /// The bytes of a chunk whose size may be wrong: one that was never filled in, of a file that was cut, or a lie.
    ///
    /// - Parameters:
    ///   - stated: Bytes by its header; `nil` where the header says that it does not know.
    ///   - start: Where they begin.
    static func bytes(_ stated: Int64?, from start: Int64, isLittleEndian: Bool, in file: inout ByteReader) -> Int64 {
        let left = max(0, file.size - start)
        guard let stated, stated >= 0, stated < left else { return left }
        let end = start + stated
        if [end, end + end % 2].contains(where: { isChunk(at: $0, isLittleEndian, &file) }) { return stated }
        // Padding, and a tag that is no chunk.
        let isLittle = left - stated <= max(64, stated / 100)
        return stated > 0 && isLittle ? stated : left
    }

    private static func isChunk(at offset: Int64, _ isLittleEndian: Bool, _ file: inout ByteReader) -> Bool {
        if offset + 1 >= file.size { return true }
        guard let head = file.upTo(12, at: offset), head.count >= 8 else { return false }
        if isFile(head) { return true }
        let length = Int64(head[4..<8].number(isLittleEndian: isLittleEndian))
        return head[..<4].allSatisfy { (0x20...0x7E).contains($0) } && offset + 8 + length <= file.size + 1
    }

    /// Whether another file begins with these bytes.
    static func isFile(_ head: [UInt8]) -> Bool {
        guard head.count >= 12 else { return false }
        let isWave =
            (head.has("RIFF") || head.has("RIFX") || head.has("RF64") || head.has("BW64")) && head.has("WAVE", at: 8)
        return isWave || head.has("FORM") && (head.has("AIFF", at: 8) || head.has("AIFC", at: 8))
    }
}
