public import Foundation
public import Gemini
import SluiceCurl
import SluiceEngine

extension GeminiClient {
    /// A client over the network.
    ///
    /// - Parameter baseURL: `GOOGLE_GEMINI_BASE_URL` of the environment, else the service's own address.
    public init(key: APIKey, baseURL: URL? = nil) {
        let environment = ProcessInfo.processInfo.environment["GOOGLE_GEMINI_BASE_URL"]
        let named = environment.flatMap { $0.isEmpty ? nil : URL(string: $0) }
        self.init(key: key, baseURL: baseURL ?? named ?? Self.serviceURL, transport: CurlTransport())
    }

    /// A client over the network with the key of the environment: `GOOGLE_API_KEY`, else `GEMINI_API_KEY`.
    ///
    /// - Throws: ``GeminiError`` of kind `authentication` when neither is set.
    public static func fromEnvironment() throws -> GeminiClient {
        guard let key = APIKey.inEnvironment(ProcessInfo.processInfo.environment) else {
            throw GeminiError(.authentication, "There is no API key", hint: "set GOOGLE_API_KEY or GEMINI_API_KEY")
        }
        return GeminiClient(key: key)
    }
}
