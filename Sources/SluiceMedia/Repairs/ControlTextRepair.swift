/// Text with characters that no printer knows: the end mark of CP/M and DOS (0x1A), escapes, padding with NULs at the end.
///
/// libmagic calls a file with one of them data.
struct ControlTextRepair: Repair {
    let doubts: Set<MediaType> = [.unknown]
    private static let reach = 1 << 16

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.upTo(Self.reach, at: 0), !head.isEmpty else { return nil }
        let isWhole = Int64(head.count) == file.size
        var text = head[...]
        // Filled up to the end of a block.
        if isWhole { while let last = text.last, last == 0 || last == 0x1A { text.removeLast() } }
        guard text.count >= 2, !text.contains(0) else { return nil }
        var (plain, control, beyond) = (0, 0, 0)
        for byte in text {
            switch byte {
            case 0x07...0x0D, 0x1B, 0x20...0x7E: plain += 1
            case 0x80...: beyond += 1
            default: control += 1
            }
        }
        // Frames and separators may be many where all else is ASCII.
        guard control <= max(2, text.count / (beyond == 0 ? 8 : 50)) else { return nil }
        var scan = UTF8Scan()
        scan.push(text)
        if isWhole { scan.finish() }
        let isUTF8 = scan.damage.count == 0
        // Letters from before Unicode are the smaller part of what is text at all.
        guard isUTF8 ? plain > 0 : plain >= beyond * 2 else { return nil }
        // A few bytes are anything.
        guard isUTF8 || text.count >= 16 else { return nil }
        return Finding(.plainText, "text with \(head.count - text.count + control) control characters")
    }
}
