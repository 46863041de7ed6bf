internal import HTTPTypes
internal import SluiceHTTP

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
    private var trailers = 0
    private var isDone = false

    init(decompresses: Bool) {
        self.decompresses = decompresses
    }

    /// Takes one line with its end. Gives the head with the empty line that closes it.
    ///
    /// Trailers are ignored, but bounded like a head: libcurl keeps them.
    mutating func push(_ line: UnsafeRawBufferPointer) throws(TransportError) -> HTTPResponse? {
        bytes += line.count
        guard !isDone else {
            trailers += 1
            guard trailers <= Self.fieldLimit, bytes <= Self.byteLimit else {
                throw TransportError(.tooLarge, "The trailer of the response is too large")
            }
            return nil
        }
        var content = unsafe Array(line)[...]
        while let last = content.last, Self.isBlank(last) { content.removeLast() }
        if content.starts(with: "HTTP/".utf8) {
            begin(content)
        } else if content.isEmpty {
            // 100 to 199 announce the response proper.
            guard (200...999).contains(status) else {
                announcements += 1
                guard announcements <= 32 else { throw TransportError(.broken, "Announcements in place of a response") }
                return nil
            }
            isDone = true
            bytes = 0
            return response
        } else {
            guard fields.count < Self.fieldLimit, bytes <= Self.byteLimit else {
                throw TransportError(.tooLarge, "The head of the response is too large")
            }
            add(content)
        }
        return nil
    }

    private mutating func begin(_ line: ArraySlice<UInt8>) {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        status = words.count > 1 ? Int(String(decoding: words[1], as: UTF8.self)) ?? 0 : 0
        reason = words.count > 2 ? String(decoding: words[2], as: UTF8.self) : ""
        fields = []
        bytes = line.count
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
            let name = HTTPField.Name(String(decoding: line[..<colon], as: UTF8.self))
        else { return }
        let value = line[(colon + 1)...].drop(while: Self.isBlank)
        fields.append(HTTPField(name: name, value: String(decoding: value, as: UTF8.self)))
    }

    /// Space, tab, and the two that end a line.
    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a
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
