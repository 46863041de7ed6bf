public import Gemini
import HTTPTypes
import SluiceEngine
import SluiceHTTP

extension GeminiClient {
    /// For what is only looked at: it has no key, and every request of it fails.
    public static var nobody: GeminiClient { GeminiClient(key: "none", transport: NoTransport(), retry: .never) }
}

private struct NoTransport: HTTPTransport {
    func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        throw TransportError(.unreachable, "Nothing is sent where things are only looked at")
    }
}
