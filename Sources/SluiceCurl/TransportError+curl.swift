internal import CSluiceCurl
internal import SluiceHTTP

extension TransportError {
    /// What libcurl reports, in our kinds.
    init(_ code: CURLcode, of easy: borrowing EasyHandle, _ request: PreparedRequest) {
        if code == CURLE_SEND_FAIL_REWIND {
            self = .brokenWhileSent(request)
            return
        }
        var explanation = easy.explanation(of: code)
        // Nothing that may hold a key is repeated.
        if let query = request.query, explanation.contains(query) {
            explanation = EasyHandle.meaning(of: code)
        }
        let isConnected = easy.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
        self.init(
            Self.kind(code, isConnected: isConnected, explanation),
            "\(request.authority): \(explanation)"
        )
    }

    static func brokenWhileSent(_ request: PreparedRequest) -> TransportError {
        TransportError(.broken, "\(request.authority): the connection broke while the request was sent")
    }

    /// Whether the other side does speak, and what it says is no TLS or not one that both of us know: it will say so again.
    private static func isVerdict(_ explanation: String) -> Bool {
        let signs = ["wrong version", "packet length", "unsupported protocol", "alert", "certificate"]
        return signs.contains { explanation.contains($0) } && !explanation.contains("internal error")
    }

    private static func kind(_ code: CURLcode, isConnected: Bool, _ explanation: String) -> Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .unreachable
        case CURLE_OPERATION_TIMEDOUT: isConnected ? .timeout : .unreachable
        // A connection that breaks while TLS is being agreed is no verdict on the certificate, which has a code of its own.
        case CURLE_SSL_CONNECT_ERROR: isVerdict(explanation) ? .insecure : .unreachable
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS, CURLE_USE_SSL_FAILED,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_INITFAILED:
            .insecure
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_SEND_FAIL_REWIND, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_SSL_SHUTDOWN_FAILED:
            .broken
        // It is also what libcurl calls an answer that is not HTTP, and a line of a head that is longer than it takes.
        case CURLE_UNSUPPORTED_PROTOCOL: isConnected ? .broken : .invalidRequest
        case CURLE_OUT_OF_MEMORY: isConnected ? .broken : .other
        case CURLE_URL_MALFORMAT: .invalidRequest
        default: .other
        }
    }
}

extension EasyHandle {
    static func meaning(of code: CURLcode) -> String {
        unsafe String(cString: sluice_curl_meaning(code))
    }
}
