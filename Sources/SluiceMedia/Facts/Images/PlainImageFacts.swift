/// Images whose size stands at one place: BMP (Windows GDI, `BITMAPINFOHEADER`), ICO, PSD (Adobe's Photoshop file formats),
/// JPEG 2000 (ISO/IEC 15444-1, annex I.5.3.1) and PPM (the Netpbm formats).
struct PlainImageFacts: FactReader {
    let types: Set<MediaType> = [
        "image/bmp", "image/vnd.microsoft.icon", "image/vnd.adobe.photoshop", "image/jp2", "image/x-portable-pixmap",
    ]

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        guard let head = file.upTo(128, at: 0), head.count >= 12 else { return }
        if let (width, height) = Self.size(head) {
            facts.width = width
            facts.height = height
        }
    }

    private static func size(_ head: [UInt8]) -> (Int, Int)? {
        if head.has("BM"), head.count >= 26 {
            if head[14..<18].littleEndian == 12 {
                return (Int(head[18..<20].littleEndian), Int(head[20..<22].littleEndian))
            }
            // A height below zero: the first row is the uppermost.
            let height = Int32(truncatingIfNeeded: head[22..<26].littleEndian)
            return (Int(head[18..<22].littleEndian), Int(height.magnitude))
        }
        if head.has("\0\0\u{1}\0") { return (head[6] == 0 ? 256 : Int(head[6]), head[7] == 0 ? 256 : Int(head[7])) }
        if head.has("8BPS"), head.count >= 22 { return (Int(head[18..<22].bigEndian), Int(head[14..<18].bigEndian)) }
        if head.has("jP  ", at: 4) {
            guard let box = (0..<head.count - 16).first(where: { head.has("ihdr", at: $0) }) else { return nil }
            return (Int(head[box + 8..<box + 12].bigEndian), Int(head[box + 4..<box + 8].bigEndian))
        }
        return portable(head)
    }

    /// `P6`, the width and the height as words, between which comments may stand.
    private static func portable(_ head: [UInt8]) -> (Int, Int)? {
        guard head[0] == UInt8(ascii: "P") else { return nil }
        let lines = head.dropFirst(2).split(separator: UInt8(ascii: "\n")).filter { $0.first != UInt8(ascii: "#") }
        let words = lines.flatMap { $0.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }
        let numbers = words.prefix(2).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
