import HTTPTypes
import SluiceSupport
import StructuredJSON

extension GeminiError {
    /// Reads an answer that is no success, in any of the shapes of contract §8: a string code, a google.rpc.Status, either
    /// wrapped in an array, or whatever a gateway on the way wrote.
    init(status: Int, headers: HTTPFields, body: [UInt8], key: APIKey) {
        let document = try? key.document(body)
        let error = (document?[0] ?? document)?["error"]
        let code = error?["status"]?.string ?? error?["code"]?.string
        let details = error?["details"]?.array ?? []
        let said = error?["message"]?.string ?? Self.fallback(status: status, body: body, key: key)
        self.init(status: status, code: code, message: said, details: details)
        // Covered before it is cut: half a key is a secret, too. Behind the sorting, for a short key may be part of a word that counts.
        message = String(key.redacted(said).prefix(1000))
        isFinal = headers[.uploadStatus] == "final"
        retryAfter = [headers.retryDelay, ErrorDetails(details).retryDelay].compactMap(\.self).max()
        if (300..<400).contains(status) {
            isTransient = false
            hint = "redirects are not followed, so that the key stays with its host; check the base URL"
        }
        if kind == .rateLimited, let retryAfter, retryAfter > .seconds(60) {
            hint = "the service asks to wait \(retryAfter.inWords)"
        }
    }

    /// Sorts an error by what the service called it, then by its status (contract §8.1–8.3).
    init(status: Int?, code: String?, message: String, details: [JSONValue] = []) {
        let details = ErrorDetails(details)
        let kind = Self.kind(status: status, code: code, message: message, details: details)
        self.init(kind, message, hint: code == "model_not_found" ? "check the model's name" : kind.hint)
        self.code = code
        httpStatus = status
        isTransient =
            switch kind {
            case .rateLimited, .server, .timeout, .processingTimeout: true
            default: false
            }
    }

    private static func kind(status: Int?, code: String?, message: String, details: ErrorDetails) -> Kind {
        if let code, OutputFault.blocked.contains(code) { return .blocked }
        if let code, OutputFault.malformed.contains(code) { return .invalidOutput }
        if details.reasons.contains("API_KEY_INVALID") || message.contains("API key not valid") {
            return .authentication
        }
        if message.contains("access the File") { return .fileExpired }
        if message.contains("not in an ACTIVE state") { return .processingTimeout }
        if message.contains("payload size exceeds") { return .tooLarge }
        if message.contains("Unsupported MIME type") { return .unsupportedType }
        switch code {
        case "authentication", "UNAUTHENTICATED": return .authentication
        case "permission_denied", "PERMISSION_DENIED": return .permission
        case "quota_exceeded": return .quotaExhausted
        case "rate_limit_exceeded", "too_many_requests", "RESOURCE_EXHAUSTED":
            return details.isDaily ? .quotaExhausted : .rateLimited
        case "api_error", "internal", "INTERNAL", "service_unavailable", "UNAVAILABLE": return .server
        case "gateway_timeout", "DEADLINE_EXCEEDED": return .timeout
        case "cancelled", "CANCELLED": return .cancelled
        default: break
        }
        switch status {
        case let status? where (300..<400).contains(status): return .server
        case 401: return .authentication
        case 402, 403: return .permission
        case 408, 504: return .timeout
        case 409: return .server
        case 413: return .tooLarge
        case 429: return details.isDaily ? .quotaExhausted : .rateLimited
        case let status? where status >= 500: return .server
        case 499: return .cancelled
        default: return .invalidRequest
        }
    }

    private static func fallback(status: Int, body: [UInt8], key: APIKey) -> String {
        // What is cut off at the end of the beginning is no text that anybody sees.
        let text = key.redacted(String(decoding: body.prefix(4096), as: UTF8.self)).sanitized(for: .line).prefix(500)
        return text.isEmpty
            ? "The service answered \(status) and said nothing" : "The service answered \(status): \(text)"
    }

    /// An answer that should have been JSON. It may be whole the next time.
    static func unreadable(_ body: [UInt8], because error: any Error) -> GeminiError {
        guard !body.isEmpty else {
            return GeminiError(.server, "The service answered with an empty body", isTransient: true)
        }
        return GeminiError(.server, "The service's answer cannot be read as JSON: \(error)", isTransient: true)
    }
}

extension Interaction {
    /// Reads the body of a 2xx answer.
    ///
    /// - Throws: ``GeminiError``: what the service says is wrong, or that it is no interaction.
    init(answer json: JSONValue, key: APIKey) throws(GeminiError) {
        if let refusal = (json[0] ?? json)["error"], refusal.object != nil, json["status"]?.string == nil {
            throw GeminiError(status: 200, headers: [:], body: json.serialized(), key: key)
        }
        // The status is the one thing that every interaction has (contract §3.1).
        guard json["status"]?.string != nil, let interaction = Interaction(json: json) else {
            let what = json.object == nil ? json.typeName : "an object without a status"
            throw GeminiError(.server, "The service's answer is no interaction but \(what)", isTransient: true)
        }
        self = interaction
    }
}

extension GeminiError.Kind {
    fileprivate var hint: String? {
        switch self {
        case .authentication: "check the key in GOOGLE_API_KEY or GEMINI_API_KEY"
        case .permission: "the key's project may not use this; check the API's settings and the billing"
        case .fileExpired: "uploaded files live 48 hours and belong to one project; upload it again"
        case .blocked: "the service withheld the answer; look at the file and the prompt"
        case .invalidOutput: "run again, or ask for a simpler schema"
        case .server: "run again; what is done is kept"
        case .quotaExhausted: "the day's quota returns at midnight Pacific time; run the same command again then"
        default: nil
        }
    }
}
