package import Foundation

/// Scheme, host and port of a service: what a credential belongs to.
package struct ServiceOrigin: Hashable, Sendable {
    private let scheme: String
    private let host: String
    private let port: Int

    /// `nil` for a URL without a host, of another scheme than http and https, or with a user in it.
    package init?(_ url: URL) {
        guard let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https", url.user() == nil,
            let host = url.host()?.lowercased(), !host.isEmpty
        else { return nil }
        self.scheme = scheme
        self.host = host
        port = url.port ?? (scheme == "http" ? 80 : 443)
    }

    /// Whether the service may send its clients to another address: its own, or one of Google's over TLS.
    package func trusts(_ other: ServiceOrigin) -> Bool {
        if self == other { return true }
        let isGoogle = other.host == "googleapis.com" || other.host.hasSuffix(".googleapis.com")
        return other.scheme == "https" && other.port == 443 && isGoogle
    }

    /// Whether what is sent there cannot be read on the way: it is encrypted, or does not leave this machine.
    package var isPrivate: Bool { scheme == "https" || LoopbackHost.contains(host) }
}
