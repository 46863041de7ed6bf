import SluiceHTTP

/// The body of a request or a reply: there already, or arriving.
enum Payload: Sendable {
    case bytes([UInt8])
    case stream(HTTPBody)

    static let empty = Self.bytes([])

    var body: HTTPBody {
        switch self {
        case .bytes(let bytes): HTTPBody(bytes)
        case .stream(let body): body
        }
    }
}
