/// PDF that no reader opens without a password.
struct PDFLockRepair: Repair {
    let doubts: Set<MediaType> = [.pdf]

    func look(at file: inout ByteReader, detected: MediaType) -> Finding? {
        PDFLock.refusal(in: &file).map { Finding(.pdf, "an encrypted PDF", refusal: $0) }
    }
}

/// Whether a PDF is encrypted so that the empty password does not open it (ISO 32000-2, section 7.6.4).
///
/// Most encrypted files open without a password and only forbid to print or to copy: these are sent. What cannot be told is
/// taken to open.
enum PDFLock {
    /// Why it cannot be sent; `nil` when it can.
    static func refusal(in file: inout ByteReader) -> Refusal? {
        guard let trailer = trailer(in: &file), let reference = trailer["Encrypt"] else { return nil }
        let encryption: [String: PDFValue]?
        switch reference {
        case .dictionary(let dictionary): encryption = dictionary
        case .reference(let number, let generation):
            var whole = file.withBudget(1 << 28)
            encryption = object(number, generation, in: &whole)
        default: encryption = nil
        }
        guard let encryption, let filter = encryption["Filter"]?.name else { return nil }
        guard filter == "Standard" else {
            return Refusal(
                "a PDF that is encrypted for certain readers (\(filter.prefix(40)))",
                "export it without protection from a program that opens it"
            )
        }
        let identifier = trailer["ID"]?.array?.first?.string ?? []
        guard PDFStandardSecurity(encryption, identifier)?.opensWithoutPassword == false else { return nil }
        return Refusal(
            "a PDF that needs a password",
            "take it off, qpdf --decrypt --password=PASSWORD in.pdf out.pdf"
        )
    }

    /// The last trailer: behind a table of references, or in front of a stream of them (sections 7.5.5 and 7.5.8).
    private static func trailer(in file: inout ByteReader) -> [String: PDFValue]? {
        let reach: Int64 = 2048
        guard let tail = file.upTo(Int(reach), at: max(0, file.size - reach)) else { return nil }
        let mark = Array("startxref".utf8)
        var last: Int?
        var at = 0
        while let place = tail.firstPlace(of: mark, from: at) {
            last = place
            at = place + 1
        }
        if let last, let start = PDFText.number(after: "startxref", in: tail, from: last) {
            let ahead = file.upTo(1024, at: 0)?.firstPlace(of: Array("%PDF-".utf8)) ?? 0
            for offset in [Int64(start) + Int64(ahead), Int64(start)] {
                if let trailer = trailer(at: offset, in: &file) { return trailer }
            }
        }
        // Where the reference to it is wrong.
        guard let end = file.upTo(1 << 16, at: max(0, file.size - 1 << 16)),
            let place = end.firstPlace(of: Array("trailer".utf8))
        else { return nil }
        return PDFValue(end, at: place + 7)?.dictionary
    }

    private static func trailer(at offset: Int64, in file: inout ByteReader) -> [String: PDFValue]? {
        guard let head = file.upTo(1 << 13, at: offset) else { return nil }
        var parser = PDFParser(head)
        guard parser.skip("xref") else {
            // The dictionary of a stream of references.
            guard parser.integer() != nil, parser.integer() != nil, parser.skip("obj"),
                let dictionary = parser.value()?.dictionary, dictionary["Type"]?.name == "XRef"
            else { return nil }
            return dictionary
        }
        var (place, piece) = (offset, head)
        for _ in 0..<1000 {
            if parser.skip("trailer") { return parser.value()?.dictionary }
            guard parser.integer() != nil, let count = parser.integer(), count >= 0 else { return nil }
            parser.skipBlanks()
            // Each reference has 20 bytes.
            place += Int64(parser.at) + Int64(clamping: count) * 20
            guard place < file.size, let next = file.upTo(1 << 13, at: place) else { return nil }
            piece = next
            parser = PDFParser(piece)
        }
        return nil
    }

    /// The last object of a number. Encryption dictionaries are never compressed.
    private static func object(_ number: Int, _ generation: Int, in file: inout ByteReader) -> [String: PDFValue]? {
        let mark = Array("\(number) \(generation) obj".utf8)
        let (window, overlap) = (1 << 22, 1 << 13)
        var found: [String: PDFValue]?
        var offset: Int64 = 0
        while offset < file.size, let bytes = file.upTo(window, at: offset), !bytes.isEmpty {
            var at = 0
            while let place = bytes.firstPlace(of: mark, from: at) {
                at = place + mark.count
                if place > 0, (0x30...0x39).contains(bytes[place - 1]) { continue }
                if let dictionary = PDFValue(bytes, at: at)?.dictionary, dictionary["Filter"] != nil {
                    found = dictionary
                }
            }
            guard bytes.count == window else { break }
            offset += Int64(window - overlap)
        }
        return found
    }
}
