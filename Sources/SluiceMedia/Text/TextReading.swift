/// How a text is to be read: its encoding, who says so, and what in it means nothing.
package struct TextReading: Hashable, Sendable {
    /// Who says which encoding it is.
    package enum Source: Hashable, Sendable {
        /// A mark at its beginning, or bytes that are well-formed UTF-8 and could hardly be anything else.
        case content
        /// The text itself, as HTML and XML do.
        case declaration
        /// Somebody who knows better than its content shows: a recipe.
        case named
        /// Statistics.
        case guess
    }

    package let encoding: TextEncoding
    package let source: Source
    package let damage: TextDamage
    /// Bytes of the mark at its beginning, which is no part of the text.
    let mark: Int

    /// Whether the bytes are UTF-8 already, all of them.
    package var isUTF8: Bool { encoding == .utf8 && damage.count == 0 }

    /// What is to be told of it, one line each.
    package var notes: [String] {
        var notes: [String] = []
        if source == .guess {
            notes.append("read as \(encoding.name), a guess: select.encodings in a recipe names the right one")
        }
        if damage.count > 0 {
            let what = damage.count == 1 ? "1 byte is" : "\(damage.count) bytes are"
            let place = damage.count == 1 ? "it is byte \(damage.first)" : "the first is byte \(damage.first)"
            notes.append(
                "\(what) no \(encoding.name), \(place): U+FFFD stands for \(damage.count == 1 ? "it" : "each")"
            )
        }
        return notes
    }

    /// Bytes of a file, from an offset and at most so many; fewer only at its end.
    typealias Bytes = (_ offset: Int64, _ count: Int) throws -> [UInt8]

    private static let piece = 1 << 18

    /// `nil` for text in no encoding that is known here, and for bytes that are no text in the one that is named.
    ///
    /// Reads in pieces; the memory that it takes does not grow with the text.
    ///
    /// - Parameter named: What it is, from somebody who knows better.
    init?(named: TextEncoding? = nil, _ bytes: Bytes) throws {
        let head = try bytes(0, 4096)
        let marked = Self.mark(of: head)
        if let named {
            let mark = marked.map { $0.encoding == named ? $0.length : 0 } ?? 0
            let damage = try Self.damage(in: named, from: mark, bytes)
            self.init(encoding: named, source: .named, damage: damage, mark: mark)
            return
        }
        if let marked {
            let damage = try Self.damage(in: marked.encoding, from: marked.length, bytes)
            self.init(encoding: marked.encoding, source: .content, damage: damage, mark: marked.length)
            return
        }
        if head.contains(0), let isBigEndian = UTF16Guess.isBigEndian(head) {
            let encoding: TextEncoding = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
            let damage = try Self.damage(in: encoding, from: 0, bytes)
            self.init(encoding: encoding, source: .content, damage: damage, mark: 0)
            return
        }
        var scan = UTF8Scan()
        try Self.each(from: 0, bytes) { piece, _ in scan.push(piece) }
        scan.finish()
        // Escapes that switch between sets (ISO 2022) are all ASCII.
        let isSwitching = head.firstPlace(of: [0x1B, UInt8(ascii: "$")]) != nil
        guard scan.damage.count > 0 || isSwitching else {
            self.init(encoding: .utf8, source: .content, damage: scan.damage, mark: 0)
            return
        }
        // What is UTF-8 by accident is a small part of any other text.
        if scan.characters >= scan.damage.count, scan.damage.count > 0 {
            self.init(encoding: .utf8, source: .content, damage: scan.damage, mark: 0)
            return
        }
        var choice: (encoding: TextEncoding, source: Source)?
        if let label = DeclaredEncoding.label(in: head), let encoding = TextEncoding(label: label), encoding != .utf8,
            encoding.unit == 1
        {
            choice = (encoding, .declaration)
        } else {
            let start = max(0, scan.damage.first - 4096)
            let sample = try bytes(start, Self.piece)
            if let encoding = EncodingGuess.encoding(of: sample) { choice = (encoding, .guess) }
        }
        guard let choice else {
            guard isSwitching, scan.damage.count == 0 else { return nil }
            self.init(encoding: .utf8, source: .content, damage: scan.damage, mark: 0)
            return
        }
        let damage = try Self.damage(in: choice.encoding, from: 0, bytes)
        self.init(encoding: choice.encoding, source: choice.source, damage: damage, mark: 0)
    }

    /// Of bytes that are all there.
    package init?(of text: [UInt8], named: TextEncoding? = nil) {
        let reading = try? Self(named: named) { offset, count in
            guard offset < text.count else { return [] }
            return Array(text[Int(offset)..<min(text.count, Int(offset) + count)])
        }
        guard let reading else { return nil }
        self = reading
    }

    private init(encoding: TextEncoding, source: Source, damage: TextDamage, mark: Int) {
        self.encoding = encoding
        self.source = source
        self.damage = damage
        self.mark = mark
    }

    /// The text that these bytes are: without the mark at its beginning, and without what ended files on CP/M and DOS.
    package func text(of bytes: [UInt8]) -> String {
        var made = Array(bytes.dropFirst(mark))
        if encoding != .utf8, var iconv = Iconv(from: encoding.iconvName) {
            iconv.unit = encoding.unit
            made = iconv.push(made, isLast: true)
        }
        while let last = made.last, last == 0 || last == 0x1A { made.removeLast() }
        return String(decoding: made, as: UTF8.self)
    }

    /// The text as UTF-8, piece by piece.
    func recode(_ bytes: Bytes, _ write: ([UInt8]) throws -> Void) throws {
        guard var iconv = Iconv(from: encoding.iconvName) else { return }
        iconv.unit = encoding.unit
        try Self.each(from: Int64(mark), bytes) { piece, isLast in try write(iconv.push(piece, isLast: isLast)) }
    }

    private static func damage(in encoding: TextEncoding, from start: Int, _ bytes: Bytes) throws -> TextDamage {
        guard encoding != .utf8 else {
            var scan = UTF8Scan()
            try each(from: 0, bytes) { piece, _ in scan.push(piece) }
            scan.finish()
            return scan.damage
        }
        guard var iconv = Iconv(from: encoding.iconvName) else { return TextDamage() }
        iconv.unit = encoding.unit
        try each(from: Int64(start), bytes) { piece, isLast in _ = iconv.push(piece, isLast: isLast) }
        return iconv.damage
    }

    /// Goes through the bytes; the last piece, which may be empty, is called the last.
    private static func each(from start: Int64, _ bytes: Bytes, _ body: ([UInt8], _ isLast: Bool) throws -> Void) throws
    {
        var offset = start
        while true {
            let piece = try bytes(offset, piece)
            try body(piece, piece.count < Self.piece)
            guard piece.count == Self.piece else { return }
            offset += Int64(piece.count)
        }
    }

    private static func mark(of head: [UInt8]) -> (encoding: TextEncoding, length: Int)? {
        let marks: [([UInt8], String)] = [
            ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE, 0, 0], "utf-32le"), ([0, 0, 0xFE, 0xFF], "utf-32be"),
            ([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be"),
        ]
        guard let mark = marks.first(where: { head.starts(with: $0.0) }) else { return nil }
        return TextEncoding(label: mark.1).map { ($0, mark.0.count) }
    }
}
