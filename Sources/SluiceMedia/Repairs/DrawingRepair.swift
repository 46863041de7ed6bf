/// SVG (W3C, SVG 1.1, section 5.1) behind long comments or a document type: libmagic looks at the beginning alone.
struct DrawingRepair: Repair {
    let doubts: Set<MediaType> = [.plainText, "text/xml", "text/html", "application/xml"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.upTo(1 << 15, at: 0), let root = Self.root(of: head) else { return nil }
        return head.has("<svg", at: root) && head.count > root + 4 && !Self.isNamePart(head[root + 4])
            ? Finding("image/svg+xml", "its root element is svg") : nil
    }

    /// Where the first element begins (XML 1.0, section 2.8: declaration, comments, instructions and a document type).
    private static func root(of bytes: [UInt8]) -> Int? {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for _ in 0..<64 {
            while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
            let end: String
            if bytes.has("<!--", at: at) {
                end = "-->"
            } else if bytes.has("<?", at: at) {
                end = "?>"
            } else if bytes.has("<!", at: at) {
                // A document type with its own declarations ends them with a bracket first.
                let rest = bytes[at...].prefix { $0 != UInt8(ascii: ">") }
                end = rest.contains(UInt8(ascii: "[")) ? "]" : ">"
            } else {
                return bytes.has("<", at: at) ? at : nil
            }
            guard let place = bytes.firstPlace(of: Array(end.utf8), from: at) else { return nil }
            at = place + end.utf8.count
            if end == "]" {
                while at < bytes.count, bytes[at] != UInt8(ascii: ">") { at += 1 }
                at += 1
            }
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0x80
            || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}
