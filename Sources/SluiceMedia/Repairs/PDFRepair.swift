/// PDF behind junk: readers take `%PDF-` anywhere in the first 1,024 bytes (ISO 32000-1, annex H.3.4.1), and look for
/// `%%EOF` in the last 1,024 (H.3.4.4).
struct PDFRepair: Repair {
    let doubts: Set<MediaType> = [.unknown, .plainText, "message/rfc822", "text/html"]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        guard let head = file.upTo(1024, at: 0), let start = Self.position(of: "%PDF-", in: head),
            head.dropFirst(start + 5).first.map({ (0x31...0x32).contains($0) }) == true
        else { return nil }
        // A text may speak of PDF; only a document ends like one.
        guard let tail = file.upTo(1024, at: max(0, file.size - 1024)), Self.position(of: "%%EOF", in: tail) != nil
        else {
            return nil
        }
        return Finding(.pdf, "PDF behind \(start) other bytes", refusal: PDFLock.refusal(in: &file))
    }

    private static func position(of text: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        return (0...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }
}
