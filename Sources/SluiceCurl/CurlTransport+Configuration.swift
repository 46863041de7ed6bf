extension CurlTransport {
    /// How to reach hosts. What an exchange may take is said with each exchange.
    public struct Configuration: Hashable, Sendable {
        /// Connections to one host at a time; further requests wait their turn. Zero: no limit.
        ///
        /// HTTP/2 carries many requests on one connection.
        public var connectionsPerHost = 0
        /// Connections kept open for the next request.
        public var idleConnections = 256
        /// A PEM file of certificate authorities to trust in place of the system's.
        public var certificateAuthorities: String?
        public var proxy: Proxy = .environment

        public init() {}
    }

    /// Whether requests go through a proxy. Those to this machine's loopback never do.
    public enum Proxy: Hashable, Sendable {
        /// As `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say.
        case environment
        case none
        case url(String)
    }
}
