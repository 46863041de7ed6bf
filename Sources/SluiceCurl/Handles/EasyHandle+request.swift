internal import CSluiceCurl
internal import Foundation
internal import SluiceHTTP

extension EasyHandle {
    /// Sets all that a request says, and all that we hold to whatever it says.
    func prepare(_ request: PreparedRequest, _ configuration: CurlTransport.Configuration)
        throws(TransportError)
    {
        guard set(CURLOPT_URL, request.url) else { throw TransportError(.invalidRequest, "The URL is not valid") }
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Rather share a connection that is being made than make another.
        if request.url.hasPrefix("https:") { set(CURLOPT_PIPEWAIT, 1) }
        if request.decompresses { set(CURLOPT_ACCEPT_ENCODING, "") }
        if let file = configuration.certificateAuthorities { set(CURLOPT_CAINFO, file) }
        setProxy(configuration.proxy)
        set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connect.milliseconds)
        if !request.limits.reusesConnection { set(CURLOPT_FRESH_CONNECT, 1) }
        if let total = request.limits.total { set(CURLOPT_TIMEOUT_MS, total.milliseconds) }
        setHeader(request.lines)
        setMethod(request)
    }

    private func setMethod(_ request: PreparedRequest) {
        let length = request.body.length
        let takesBody = ["POST", "PUT", "PATCH"].contains(request.method)
        switch request.method {
        case "GET" where length == 0: set(CURLOPT_HTTPGET, 1)
        case "HEAD" where length == 0: set(CURLOPT_NOBODY, 1)
        default:
            // With length zero it sends Content-Length: 0, where a body is expected.
            if length > 0 || takesBody {
                set(CURLOPT_POST, 1)
                set(CURLOPT_POSTFIELDSIZE_LARGE, length)
            }
            if request.method != "POST" { set(CURLOPT_CUSTOMREQUEST, request.method) }
        }
        guard length > 1 << 20 else { return }
        set(CURLOPT_UPLOAD_BUFFERSIZE, 512 * 1024)
        isReusable = false
    }

    private func setProxy(_ proxy: CurlTransport.Proxy) {
        if case .url(let url) = proxy { set(CURLOPT_PROXY, url) }
        set(CURLOPT_NOPROXY, proxy.spared)
    }
}

extension CurlTransport.Proxy {
    private static let loopback = "localhost,127.0.0.0/8,127.0.0.1,::1"

    /// The option takes the place of the variable, which must count all the same.
    private static let sparedByEnvironment: String = {
        let variables = ProcessInfo.processInfo.environment
        let spared = variables["no_proxy"] ?? variables["NO_PROXY"] ?? ""
        return spared == "*" ? "*" : spared.isEmpty ? loopback : "\(loopback),\(spared)"
    }()

    /// The hosts to reach directly, in libcurl's notation.
    fileprivate var spared: String {
        switch self {
        case .none: "*"
        case .environment: Self.sparedByEnvironment
        case .url: Self.loopback
        }
    }
}

extension Duration {
    /// At least one: zero would mean no limit to libcurl. At most what libcurl takes.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
