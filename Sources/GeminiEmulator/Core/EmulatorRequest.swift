import HTTPTypes
import SluiceHTTP

/// A request as the emulator's core sees it, by socket or in process.
struct EmulatorRequest: Sendable {
    let head: HTTPRequest
    /// `nil` when the sender did not say.
    let length: Int64?
    var body: Payload
    let target: Target
    /// What shall go wrong while it is answered.
    var fault: FaultAction?

    init(head: HTTPRequest, length: Int64?, body: Payload) {
        self.head = head
        self.length = length
        self.body = body
        target = Target(head.path ?? "/")
    }

    /// Scheme and authority by which the client reached us, so that what we hand out leads back here.
    var origin: String {
        "\(head.scheme ?? "http")://\(head.authority ?? "127.0.0.1")"
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { head.headerFields[$0] }
    }

    /// The whole body.
    func bytes(upTo limit: Int) async throws -> [UInt8] {
        guard length ?? 0 <= Int64(limit) else { throw Refusal.tooLarge(limit) }
        switch body {
        case .bytes(let bytes):
            guard bytes.count <= limit else { throw Refusal.tooLarge(limit) }
            return bytes
        case .stream(let body):
            do {
                return try await body.collect(upTo: limit)
            } catch let error as TransportError where error.kind == .tooLarge {
                throw Refusal.tooLarge(limit)
            }
        }
    }
}
