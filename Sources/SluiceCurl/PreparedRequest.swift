internal import Foundation
internal import HTTPTypes
internal import SluiceHTTP

/// A request in libcurl's terms, checked: nothing in it can become another header, another host or another scheme.
struct PreparedRequest: Sendable {
    let url: String
    let method: String
    /// For messages: the host and its port, without what else a URL may hold.
    let authority: String
    /// Lines for the header; libcurl leaves out what has nothing after its colon.
    let lines: [String]
    let body: RequestBody
    let limits: TransferLimits
    /// Whether libcurl asks for compression and undoes it.
    let decompresses: Bool

    init(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) throws(TransportError) {
        guard let scheme = request.scheme?.lowercased(), scheme == "http" || scheme == "https" else {
            throw TransportError(.invalidRequest, "The scheme must be http or https")
        }
        guard let authority = request.authority, !authority.isEmpty, authority.utf8.allSatisfy(Self.isOfHost) else {
            throw TransportError(.invalidRequest, "The request names no host, or no valid one")
        }
        let path = request.path ?? "/"
        // A fragment is never sent; RFC 9112, section 3.2.1.
        guard path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "#") })
        else {
            throw TransportError(.invalidRequest, "The path is not valid in a URL")
        }
        if case .file(_, let offset, let length) = body, offset < 0 || length < 0 || offset > .max - length {
            throw TransportError(.invalidRequest, "The part of the file to send is not valid")
        }
        url = "\(scheme)://\(authority)\(path)"
        method = request.method.rawValue
        self.authority = authority
        lines = try Self.lines(of: request.headerFields)
        self.body = body
        self.limits = limits
        decompresses = request.headerFields[.acceptEncoding] == nil
    }

    /// The query of the URL, which no message may repeat.
    var query: Substring? {
        url.firstIndex(of: "?").map { url[url.index(after: $0)...] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func lines(of fields: HTTPFields) throws(TransportError) -> [String] {
        // What libcurl would add by itself.
        var lines = ["Expect:"]
        if fields[.accept] == nil { lines.append("Accept:") }
        if fields[.contentType] == nil { lines.append("Content-Type:") }
        for field in fields {
            guard !field.value.utf8.contains(where: { $0 == 0 || $0 == 10 || $0 == 13 }) else {
                throw TransportError(
                    .invalidRequest,
                    "The value of \(field.name.rawName) holds a line break or a zero byte"
                )
            }
            guard field.name != .transferEncoding else {
                throw TransportError(.invalidRequest, "A request says its length; Transfer-Encoding is not taken")
            }
            if field.name == .contentLength { continue }
            // A semicolon in place of the colon stands for an empty value.
            lines.append(field.value.isEmpty ? "\(field.name.rawName);" : "\(field.name.rawName): \(field.value)")
        }
        return lines
    }

    /// RFC 3986, section 3.2, without user information.
    private static func isOfHost(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: ".-_~:[]%".utf8.contains(byte)
        }
    }
}
