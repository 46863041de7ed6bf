/// PDF: ISO 32000-1, sections 7.7.3.2 (page tree nodes), 7.5.7 (object streams) and annex F (linearized files).
///
/// The count at the root of the page tree is the largest of all. What is encrypted or beyond 64 MB stays unknown.
struct PDFFacts: FactReader {
    let types: Set<MediaType> = [.pdf]
    /// Read at a time, each with something of the one before.
    private static let window = 1 << 22
    private static let overlap = 1 << 16
    private static let longestStream = 1 << 22

    func read(_ file: inout ByteReader, into facts: inout MediaFacts) {
        if let head = file.upTo(2048, at: 0), let linear = head.firstPlace(of: Array("/Linearized".utf8)) {
            let dictionary = Array(head[linear...].prefix { $0 != UInt8(ascii: ">") })
            if let count = PDFText.number(after: "/N", in: dictionary, from: 0) {
                facts.pages = count
                return
            }
        }
        var most = 0
        var leaves = 0
        var offset: Int64 = 0
        while offset < file.size, let bytes = file.upTo(Self.window, at: offset), !bytes.isEmpty {
            let tally = Self.tally(bytes)
            most = max(most, tally.most)
            leaves += tally.leaves
            for stream in Self.objectStreams(in: bytes) {
                let tally = Self.tally(stream)
                most = max(most, tally.most)
                leaves += tally.leaves
            }
            guard bytes.count == Self.window else { break }
            offset += Int64(Self.window - Self.overlap)
        }
        facts.pages = most > 0 ? most : leaves > 0 ? leaves : nil
    }

    /// The largest count of a page tree node, and how many pages there are.
    private static func tally(_ bytes: [UInt8]) -> (most: Int, leaves: Int) {
        var (most, leaves, at) = (0, 0, 0)
        let mark = Array("/Type".utf8)
        while let place = bytes.firstPlace(of: mark, from: at) {
            at = place + mark.count
            var name = at
            while name < bytes.count, PDFText.isBlank(bytes[name]) { name += 1 }
            let word = Array(bytes[name...].prefix(9).dropFirst().prefix(while: PDFText.isRegular))
            guard name < bytes.count, bytes[name] == UInt8(ascii: "/") else { continue }
            if word.elementsEqual("Pages".utf8) {
                let node = PDFText.dictionary(around: place, in: bytes)
                let count = PDFText.number(after: "/Count", in: bytes, from: node.lowerBound, to: node.upperBound)
                most = max(most, count ?? 0)
            } else if word.elementsEqual("Page".utf8) {
                leaves += 1
            }
        }
        return (most, leaves)
    }

    /// The contents of the compressed object streams. One that is not whole within the bytes is left out.
    private static func objectStreams(in bytes: [UInt8]) -> [[UInt8]] {
        var streams: [[UInt8]] = []
        var at = 0
        let mark = Array("/ObjStm".utf8)
        while streams.count < 512, let place = bytes.firstPlace(of: mark, from: at) {
            at = place + mark.count
            guard let start = bytes.firstPlace(of: Array("stream".utf8), from: at), start - at < 4096 else { continue }
            var body = start + 6
            while body < bytes.count, bytes[body] == 0x0D || bytes[body] == 0x0A { body += 1 }
            // Two bytes of zlib (RFC 1950) come before what is deflated; another filter is not read.
            guard body + 2 < bytes.count, bytes[body] & 15 == 8, bytes[body..<body + 2].bigEndian % 31 == 0 else {
                continue
            }
            streams.append(Inflate.bytes(of: bytes, from: body + 2, limit: longestStream))
            at = body
        }
        return streams
    }
}
