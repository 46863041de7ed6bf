internal import CSluiceCurl
internal import Foundation
public import HTTPTypes
public import SluiceHTTP

/// Carries HTTP over the network with libcurl: HTTP/1.1 with kept connections, HTTP/2 over TLS.
///
/// One thread drives all transfers of a transport. Make one and share it; connections are shared with it. When it and
/// the bodies of its responses are gone, the thread ends and the connections close.
///
/// Files are read as they are sent. Of a response no more than 256 KiB wait for their reader; over HTTP/2 libcurl itself
/// may hold up to 32 MiB of a response whose reader is slow.
public final class CurlTransport: HTTPTransport {
    private let mailbox = Mailbox()

    public init(_ configuration: Configuration = Configuration()) {
        Thread.detachNewThread { @Sendable [mailbox] in
            Driver.run(mailbox, configuration)
        }
    }

    deinit { mailbox.close() }

    /// libcurl and what it was built with, in its words: `libcurl/7.88.1 OpenSSL/3.0.17 …`.
    ///
    /// libcurl is opened when it is first used.
    ///
    /// - Throws: ``TransportError``, why it cannot be. Every request of every transport gets the same.
    public static func library() throws(TransportError) -> String {
        if let obstacle = Library.obstacle { throw obstacle }
        return unsafe String(cString: sluice_curl_version())
    }

    /// Sends a request.
    ///
    /// Certificates are checked, redirects are not followed. `Content-Length` is computed. A body compressed by the
    /// server is decompressed, unless the request chooses its encodings itself.
    ///
    /// - Throws: ``TransportError``, or `CancellationError`.
    public func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        try Task.checkCancellation()
        let transfer = Transfer(try PreparedRequest(request, body: body, limits: limits), mailbox)
        let head = try await transfer.head()
        return HTTPReply(head: head, body: HTTPBody(ResponseBody(of: transfer, over: self)))
    }
}
