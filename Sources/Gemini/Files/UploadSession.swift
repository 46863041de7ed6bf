import Foundation
import HTTPTypes
import SluiceHTTP
import SluiceSupport

/// Where the bytes of one upload go. The URL is a credential: it is never logged and never part of an error.
struct UploadSession {
    let url: URL
    /// Chunks but the last must be a multiple of this many bytes.
    let granularity: Int64
    /// The requested file name. Finds the file when the response to the finalizing request was lost.
    let name: ChosenName?

    /// Reads the answer to `start`.
    ///
    /// - Throws: ``GeminiError`` when there is no URL, or when it leads to another host than the service's.
    init(head: HTTPResponse, base: URL, name: ChosenName?) throws(GeminiError) {
        guard let text = head.headerFields[.uploadURL], let url = URL(string: text) else {
            throw GeminiError(.uploadFailed, "The service began an upload and did not say where the bytes go")
        }
        guard Self.isTrusted(url, base: base) else {
            let host = "\(url.scheme ?? "")://\(url.authority ?? "an unnamed host")"
            throw GeminiError(
                .uploadFailed,
                "The service wants the bytes sent to \(host.sanitized(for: .line)), which is not the service's own address"
            )
        }
        self.url = url
        self.name = name
        granularity = head.headerFields[.uploadGranularity].flatMap { Int64($0) }.map(Self.possible) ?? 1
    }

    /// The session of an earlier process, if it is one of this service.
    init?(ticket: String, base: URL) {
        let parts = ticket.split(separator: " ")
        guard (2...3).contains(parts.count), let granularity = Int64(parts[0]), granularity > 0,
            let url = URL(string: String(parts[1])),
            Self.isTrusted(url, base: base)
        else { return nil }
        self.url = url
        self.granularity = Self.possible(granularity)
        name = parts.count == 3 ? ChosenName(String(parts[2])) : nil
    }

    /// A granularity that can be reckoned with. No service asks for more than some MiB; where one asks for more than a file has,
    /// the file is one chunk.
    private static func possible(_ granularity: Int64) -> Int64 { min(max(1, granularity), 1 << 40) }

    /// What another process needs to continue. As secret as the URL in it.
    var ticket: String {
        ["\(granularity)", url.absoluteString, name?.description].compactMap(\.self).joined(separator: " ")
    }

    /// The base URL's own host and port, or Google's over TLS.
    static func isTrusted(_ url: URL, base: URL) -> Bool {
        guard let base = ServiceOrigin(base), let url = ServiceOrigin(url) else { return false }
        return base.trusts(url)
    }

    /// The nearest size to the one wished for that the service allows.
    func chunkSize(near wish: Int64) -> Int64 {
        max(granularity, wish - wish % granularity)
    }

    func request(command: String, offset: Int64?) -> HTTPRequest {
        var headers: HTTPFields = [.userAgent: GeminiClient.agent]
        headers[.uploadCommand] = command
        headers[.uploadOffset] = offset.map { "\($0)" }
        let path = url.path(percentEncoded: true) + (url.query(percentEncoded: true).map { "?\($0)" } ?? "")
        return HTTPRequest(
            method: .post,
            scheme: url.scheme,
            authority: url.authority,
            path: path,
            headerFields: headers
        )
    }
}

extension HTTPField.Name {
    static let uploadProtocol = Self("X-Goog-Upload-Protocol")!
    static let uploadCommand = Self("X-Goog-Upload-Command")!
    static let uploadContentLength = Self("X-Goog-Upload-Header-Content-Length")!
    static let uploadContentType = Self("X-Goog-Upload-Header-Content-Type")!
    static let uploadOffset = Self("X-Goog-Upload-Offset")!
    static let uploadURL = Self("X-Goog-Upload-URL")!
    static let uploadStatus = Self("X-Goog-Upload-Status")!
    static let uploadGranularity = Self("X-Goog-Upload-Chunk-Granularity")!
    static let uploadReceived = Self("X-Goog-Upload-Size-Received")!
}
