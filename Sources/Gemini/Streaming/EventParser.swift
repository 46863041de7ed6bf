/// Cuts a stream of server-sent events into events, by the WHATWG standard.
///
/// Lines end in LF, CR or CRLF; a byte order mark at the beginning is skipped; comments, `id` and `retry` are ignored; several
/// `data` lines are joined by LF. An event that the stream ends in the middle of is never given.
struct EventParser {
    /// One event as it was framed.
    struct Frame: Hashable, Sendable {
        /// `message` when the stream names none.
        var name = "message"
        var data: [UInt8]
    }

    /// The most bytes that a line, or the data of one event, may have. A picture comes as one line of base64.
    let limit: Int

    private var line: [UInt8] = []
    private var name: [UInt8] = []
    private var data: [UInt8]?
    private var isFirstLine = true
    private var isAfterCR = false

    init(limit: Int = 128 << 20) { self.limit = limit }

    /// Takes the next bytes and gives the events they complete.
    ///
    /// - Throws: ``GeminiError`` of kind `too_large` when an event grows beyond the limit.
    mutating func push(_ bytes: [UInt8]) throws(GeminiError) -> [Frame] {
        var frames: [Frame] = []
        var rest = bytes[...]
        if isAfterCR, let first = rest.first {
            if first == Self.lf { rest = rest.dropFirst() }
            isAfterCR = false
        }
        while let end = rest.firstIndex(where: { $0 == Self.lf || $0 == Self.cr }) {
            try take(rest[..<end])
            let isCR = rest[end] == Self.cr
            rest = rest[(end + 1)...]
            if isCR {
                if rest.isEmpty { isAfterCR = true }
                if rest.first == Self.lf { rest = rest.dropFirst() }
            }
            if let frame = try endLine() { frames.append(frame) }
        }
        try take(rest)
        return frames
    }

    private mutating func take(_ bytes: ArraySlice<UInt8>) throws(GeminiError) {
        guard bytes.count <= limit - line.count else { throw tooLarge }
        line.append(contentsOf: bytes)
    }

    private mutating func endLine() throws(GeminiError) -> Frame? {
        defer {
            line.removeAll(keepingCapacity: true)
            isFirstLine = false
        }
        var content = line[...]
        if isFirstLine, content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        guard !content.isEmpty else { return dispatch() }
        guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else {
            if content.elementsEqual("data".utf8) { try add([]) }
            return nil
        }
        var value = content[(colon + 1)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        let field = content[..<colon]
        if field.elementsEqual("data".utf8) {
            try add(value)
        } else if field.elementsEqual("event".utf8) {
            name = Array(value)
        }
        return nil
    }

    private mutating func add(_ value: ArraySlice<UInt8>) throws(GeminiError) {
        guard var joined = data else {
            data = Array(value)
            return
        }
        data = nil
        guard value.count < limit - joined.count else { throw tooLarge }
        joined.append(Self.lf)
        joined.append(contentsOf: value)
        data = joined
    }

    private mutating func dispatch() -> Frame? {
        defer {
            name = []
            data = nil
        }
        guard let data, !data.isEmpty else { return nil }
        return name.isEmpty ? Frame(data: data) : Frame(name: String(decoding: name, as: UTF8.self), data: data)
    }

    private var tooLarge: GeminiError {
        GeminiError(.tooLarge, "The service sent an event of more than \(limit) bytes")
    }

    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")
}
