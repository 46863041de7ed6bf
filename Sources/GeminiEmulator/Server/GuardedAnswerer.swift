import HTTPTypes
import SluiceHTTP

/// Keeps web pages away from a server on this machine.
///
/// A page can have a browser send requests here: across origins, or with a name of its own that it has made to lead to 127.0.0.1.
/// Browsers say which page asks and by which name, so a request from another origin or for a foreign name is refused on every
/// path, preflights included.
struct GuardedAnswerer: Answerer {
    let base: any Answerer
    /// Further host names that clients may use, in lower case.
    let hosts: Set<String>

    init(_ base: any Answerer, hosts: some Sequence<String>) {
        self.base = base
        self.hosts = Set(hosts.map { $0.lowercased() })
    }

    var options: EmulatorOptions { base.options }
    var counters: Counters { base.counters }

    @concurrent
    func answer(_ request: EmulatorRequest) async throws -> EmulatorReply {
        guard let refusal = refusal(of: request) else { return try await base.answer(request) }
        let visit = Visit("unknown", request, self)
        return visit.atOnce { () throws(Refusal) in throw refusal }
    }

    func answerAtOnce(_ request: EmulatorRequest) -> EmulatorReply? {
        refusal(of: request) == nil ? base.answerAtOnce(request) : nil
    }

    private func refusal(of request: EmulatorRequest) -> Refusal? {
        let fields = request.head.headerFields
        let named = fields[values: Self.host] + [request.head.authority].compactMap(\.self)
        if let foreign = named.first(where: { !isOurs($0) }) {
            return forbidden(
                "The host \(foreign.prefix(200)) is not this machine; --allow-host takes further names.",
                "foreign host"
            )
        }
        for origin in fields[values: .origin] {
            let parts = origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[1].isEmpty, isOurs(String(parts[2])) else {
                return forbidden("Requests from the pages of \(origin.prefix(200)) are not answered.", "foreign origin")
            }
        }
        guard fields[Self.site]?.lowercased() != "cross-site" else {
            return forbidden("Requests from other sites' pages are not answered.", "foreign origin")
        }
        return nil
    }

    private func isOurs(_ authority: String) -> Bool {
        let host = LoopbackHost.host(ofAuthority: authority).lowercased()
        return LoopbackHost.contains(host) || hosts.contains(host)
    }

    private func forbidden(_ message: String, _ violation: String) -> Refusal {
        Refusal(status: 403, shape: .rpc("PERMISSION_DENIED"), message: message, violation: violation)
    }

    private static let host = HTTPField.Name("Host")!
    private static let site = HTTPField.Name("Sec-Fetch-Site")!
}
