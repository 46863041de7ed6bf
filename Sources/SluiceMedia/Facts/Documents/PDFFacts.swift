/// PDF: ISO 32000-1, sections 7.7.3.2 (page tree nodes), 7.5.7 (object streams) and annex F (linearized files).
///
/// The count at the root of the page tree is the largest of all. What is encrypted, and what is beyond 64 MB of
/// a file or 16 MB of its streams, stays unknown.
struct PDFFacts: FactReader {
    let types: Set<MediaType> = [.pdf]
    /// Read at a time, each with something of the one before.
    private static let window = 1 << 22
    private static let overlap = 1 << 16
    /// Looked at in one window: each takes some reading around it.
    private static let mostNodes = 2048
    private static let longestStream = 1 << 20
    /// Bytes that all streams together may hold: little of a file may stand for very much.
    private static let mostInflated = 1 << 24

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
        var inflatable = Self.mostInflated
        var offset: Int64 = 0
        while offset < file.size, let bytes = file.upTo(Self.window, at: offset), !bytes.isEmpty {
            guard let tally = Self.tally(bytes) else { return }
            most = max(most, tally.most)
            leaves += tally.leaves
            Self.eachObjectStream(in: bytes, &inflatable) { stream in
                guard let tally = Self.tally(stream) else { return }
                most = max(most, tally.most)
                leaves += tally.leaves
            }
            guard bytes.count == Self.window else { break }
            offset += Int64(Self.window - Self.overlap)
        }
        facts.pages = most > 0 ? most : leaves > 0 ? leaves : nil
    }

    /// The largest count of a page tree node, and how many pages there are. `nil` for more nodes than any book has.
    private static func tally(_ bytes: [UInt8]) -> (most: Int, leaves: Int)? {
        var (most, leaves, nodes, at) = (0, 0, 0, 0)
        let mark = Array("/Type".utf8)
        while let place = bytes.firstPlace(of: mark, from: at) {
            at = place + mark.count
            var name = at
            while name < bytes.count, PDFText.isBlank(bytes[name]) { name += 1 }
            let word = Array(bytes[name...].prefix(9).dropFirst().prefix(while: PDFText.isRegular))
            guard name < bytes.count, bytes[name] == UInt8(ascii: "/") else { continue }
            if word.elementsEqual("Pages".utf8) {
                let node = PDFText.dictionary(around: place, in: bytes)
                most = max(most, PDFText.number(after: "/Count", in: Array(bytes[node]), from: 0) ?? 0)
                nodes += 1
                guard nodes < mostNodes else { return nil }
            } else if word.elementsEqual("Page".utf8) {
                leaves += 1
            }
        }
        return (most, leaves)
    }

    /// Goes through the contents of the compressed object streams, one in memory at a time. One that is not whole within
    /// the bytes is left out.
    private static func eachObjectStream(in bytes: [UInt8], _ inflatable: inout Int, _ body: ([UInt8]) -> Void) {
        var at = 0
        let mark = Array("/ObjStm".utf8)
        while inflatable > 0, let place = bytes.firstPlace(of: mark, from: at) {
            at = place + mark.count
            guard let start = bytes.firstPlace(of: Array("stream".utf8), from: at), start - at < 4096 else { continue }
            var inside = start + 6
            while inside < bytes.count, bytes[inside] == 0x0D || bytes[inside] == 0x0A { inside += 1 }
            // Two bytes of zlib (RFC 1950) come before what is deflated; another filter is not read.
            guard inside + 2 < bytes.count, bytes[inside] & 15 == 8, bytes[inside..<inside + 2].bigEndian % 31 == 0
            else {
                continue
            }
            let stream = Inflate.bytes(of: bytes, from: inside + 2, limit: min(longestStream, inflatable))
            // A stream of nothing costs something, too.
            inflatable -= max(stream.count, 1024)
            body(stream)
            at = inside
        }
    }
}
