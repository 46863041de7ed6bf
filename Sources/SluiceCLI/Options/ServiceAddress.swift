import Foundation
import SluiceHTTP

/// The address of a service.
enum ServiceAddress {
    /// - Throws: ``Complaint`` for an `http://` address of another machine, unless that is allowed.
    static func requireEncryption(of url: URL, unless isAllowed: Bool) throws {
        guard url.scheme?.lowercased() == "http", !isAllowed, let host = url.host(), !LoopbackHost.contains(host) else {
            return
        }
        throw Complaint(
            .usage,
            "\(url.absoluteString.printable) is not encrypted: the API key would go to \(host.printable) in clear. "
                + "Use https://, or add --insecure-http where the network is trusted."
        )
    }
}
