#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Host names and addresses that lead to this machine, whatever a name server says.
package enum LoopbackHost {
    /// Whether a host of a URL or of a `Host` field is `localhost`, a name below `.localhost` (RFC 6761, section 6.3), an address
    /// of 127.0.0.0/8, or `::1`, with or without brackets.
    ///
    /// Addresses are taken in their full notation only: a resolver may read `127.1` and `0177.0.0.1` in another way than we do.
    package static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy(isOctet) { return parts[0] == "127" }
        let bare = name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
        var address = in6_addr()
        guard bare.contains(":"), unsafe inet_pton(AF_INET6, bare, &address) == 1 else { return false }
        let bytes = unsafe withUnsafeBytes(of: address) { unsafe Array($0) }
        if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] == 1 }
        return bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10...12].elementsEqual([0xFF, 0xFF, 127])
    }

    /// The host of an authority such as `localhost:80` or `[::1]:80`: without its port, an address of IPv6 in its brackets.
    package static func host(ofAuthority authority: String) -> String {
        guard authority.hasPrefix("[") else { return String(authority.prefix { $0 != ":" }) }
        return authority.firstIndex(of: "]").map { String(authority[...$0]) } ?? authority
    }

    private static func isOctet(_ text: Substring) -> Bool {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            text.utf8.count == 1 || text.first != "0", let value = Int(text)
        else { return false }
        return value < 256
    }
}
