import ArgumentParser
import Foundation
import GeminiEmulator
import Sluice

/// Where requests go, and with which key.
struct ServiceOptions: ParsableArguments {
    @Flag(help: "Answer with the built-in emulator: no key, no network. It reads what the files really hold.")
    var offline = false

    @Option(help: "The service's address. Also GOOGLE_GEMINI_BASE_URL.")
    var baseURL: String?

    @Flag(help: "Allow an http:// address of another machine. The key, files and answers then go unencrypted.")
    var insecureHTTP = false

    @Option(help: "The first segment of the service's paths: v1beta or v1.")
    var apiVersion = "v1beta"

    @Option(help: "A file with the API key in it. Also GOOGLE_API_KEY or GEMINI_API_KEY.")
    var apiKeyFile: String?

    func validate() throws {
        guard !apiVersion.isEmpty, apiVersion.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            throw ValidationError("--api-version is a word such as v1beta or v1.")
        }
    }

    /// The client that these options describe.
    func client() throws -> GeminiClient {
        var client = try offline ? Self.emulated() : online()
        client.version = apiVersion
        client.allowsInsecureHTTP = insecureHTTP
        return client
    }

    private static func emulated() -> GeminiClient {
        GeminiClient(key: "offline", transport: Emulator())
    }

    private func online() throws -> GeminiClient {
        guard let key = try key() else {
            for name in ["GOOGLE_API_KEY", "GEMINI_API_KEY"]
            where !(ProcessInfo.processInfo.environment[name] ?? "").isEmpty {
                throw Complaint(
                    .usage,
                    "What \(name) holds is no key: a key has ASCII letters, digits and signs only, no blanks and no line breaks."
                )
            }
            throw Complaint(
                .usage,
                "There is no API key. Set GOOGLE_API_KEY (or GEMINI_API_KEY, or --api-key-file FILE) to ask the Gemini API, "
                    + "or add --offline to have the built-in emulator answer without one."
            )
        }
        return try GeminiClient(key: key, baseURL: address())
    }

    private func key() throws -> APIKey? {
        guard let apiKeyFile else { return APIKey.inEnvironment(ProcessInfo.processInfo.environment) }
        let text: String
        do {
            text = String(decoding: try RegularFile.read(apiKeyFile, atMost: 1 << 16), as: UTF8.self)
        } catch {
            throw Complaint(.usage, "The key file \(apiKeyFile.printable) cannot be read.")
        }
        guard let key = APIKey(text) else {
            throw Complaint(.usage, "The key file \(apiKeyFile.printable) does not hold one key and nothing else.")
        }
        return key
    }

    private func address() throws -> URL? {
        let named = baseURL ?? ProcessInfo.processInfo.environment["GOOGLE_GEMINI_BASE_URL"]
        guard let named, !named.isEmpty else { return nil }
        guard let url = URL(string: named), ["http", "https"].contains(url.scheme), url.host()?.isEmpty == false,
            (1...65535).contains(url.port ?? 1)
        else {
            throw Complaint(.usage, "\(named.printable) is not a base URL: it needs http:// or https:// and a host.")
        }
        guard url.user() == nil, url.query() == nil, url.fragment() == nil else {
            throw Complaint(
                .usage,
                "A base URL has no user, no query and no fragment; the key goes into GOOGLE_API_KEY."
            )
        }
        try ServiceAddress.requireEncryption(of: url, unless: insecureHTTP)
        return url
    }
}
