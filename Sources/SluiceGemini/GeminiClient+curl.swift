public import Foundation
public import Gemini
public import Logging
import SluiceCurl
import SluiceEngine

extension GeminiClient {
    /// A client over the network.
    ///
    /// - Parameter baseURL: The service's own address unless given. The environment has no say.
    public init(key: APIKey, baseURL: URL? = nil) {
        self.init(key: key, baseURL: baseURL ?? Self.serviceURL, transport: CurlTransport())
    }

    /// A client over the network, as the environment says: the key is `GOOGLE_API_KEY`, else `GEMINI_API_KEY`; the address is
    /// `GOOGLE_GEMINI_BASE_URL`, else the service's own.
    ///
    /// - Parameter logger: Hears of every request. Nothing is logged unless it is given.
    /// - Throws: ``GeminiError`` of kind `authentication` when there is no key, of kind `invalid_request` for an address that is none.
    public static func fromEnvironment(logger: Logger? = nil) throws -> GeminiClient {
        let environment = ProcessInfo.processInfo.environment
        guard let key = APIKey.inEnvironment(environment) else {
            throw GeminiError(.authentication, "There is no API key", hint: "set GOOGLE_API_KEY or GEMINI_API_KEY")
        }
        let named = environment["GOOGLE_GEMINI_BASE_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let address = named.flatMap { URL(string: $0) }
        guard named == nil || address?.host() != nil else {
            throw GeminiError(.invalidRequest, "What GOOGLE_GEMINI_BASE_URL holds is no URL with a host")
        }
        var client = GeminiClient(key: key, baseURL: address)
        if let logger { client.logger = logger }
        return client
    }
}
