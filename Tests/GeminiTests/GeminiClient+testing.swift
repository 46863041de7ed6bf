import Foundation
import Gemini
import SluiceHTTP
import TestSupport

extension GeminiClient {
    /// A client over a script; it retries without waiting.
    static func scripted(
        _ transport: some HTTPTransport,
        baseURL: URL = serviceURL,
        attempts: Int = 5,
        pauses: Pauses = Pauses()
    ) -> GeminiClient {
        GeminiClient(
            key: "secret-key",
            baseURL: baseURL,
            transport: transport,
            retry: RetryPolicy(attempts: attempts, sleep: { try await pauses.sleep($0) })
        )
    }
}
