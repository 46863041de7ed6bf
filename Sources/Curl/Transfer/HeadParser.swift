internal import HTTP
internal import HTTPTypes

/// Builds the head of a response from the lines that libcurl hands over, HTTP/1.1 and HTTP/2 alike.
///
/// A server may send neither more than 256 fields nor more than 128 KiB of them.
struct HeadParser {
    private static let fieldLimit = 256
    private static let byteLimit = 128 * 1024

    /// Whether the fields that tell of compression are left out, for it is undone.
    let decompresses: Bool
    private var status = 0
    private var reason = ""
    private var fields: [HTTPField] = []
    private var bytes = 0
    private var announcements = 0
    private var isDone = false

    init(decompresses: Bool) {
        self.decompresses = decompresses
    }

    /// Takes one line with its end. Gives the head with the empty line that closes it; trailers are ignored.
    mutating func push(_ line: UnsafeRawBufferPointer) throws(TransportError) -> HTTPResponse? {
        guard !isDone else { return nil }
        bytes += line.count
        let text = unsafe String(decoding: line, as: UTF8.self)
        let content = text.prefix { $0 != "\r\n" && $0 != "\n" && $0 != "\r" }
        if content.hasPrefix("HTTP/") {
            begin(content)
        } else if content.isEmpty {
            // 100 to 199 announce the response proper.
            guard (200...999).contains(status) else {
                announcements += 1
                guard announcements <= 32 else { throw TransportError(.broken, "Announcements in place of a response") }
                return nil
            }
            isDone = true
            return response
        } else {
            guard fields.count < Self.fieldLimit, bytes <= Self.byteLimit else {
                throw TransportError(.tooLarge, "The head of the response is too large")
            }
            add(content)
        }
        return nil
    }

    private mutating func begin(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        reason = words.count > 2 ? String(words[2]) : ""
        fields = []
        bytes = line.utf8.count
    }

    private mutating func add(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        fields.append(HTTPField(name: name, value: String(value.trimmed)))
    }

    private var response: HTTPResponse {
        var headers = HTTPFields(fields)
        if decompresses, headers[.contentEncoding] != nil {
            headers[.contentEncoding] = nil
            headers[.contentLength] = nil
        }
        return HTTPResponse(status: .init(code: status, reasonPhrase: reason), headerFields: headers)
    }
}

extension Substring {
    /// Without blanks at the end.
    fileprivate var trimmed: Substring {
        var rest = self
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
