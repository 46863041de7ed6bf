import HTTPTypes
import StructuredJSON

/// Looks for a key in the places where the service does (contract §1.4).
struct KeyCheck: Sendable {
    let options: EmulatorOptions
    let counters: Counters

    func check(_ request: EmulatorRequest) throws(Refusal) {
        let query = request.target.query["key"]
        if query != nil, !options.allowsKeyInQuery {
            throw .invalidArgument("The key must be sent as a header, not in the URL.", "key in query")
        }
        if query != nil { counters.warn("key in query") }
        let bearer = request.head.headerFields[.authorization].flatMap { value in
            value.lowercased().hasPrefix("bearer ") ? String(value.dropFirst(7)) : nil
        }
        let key = request.header("x-goog-api-key") ?? bearer ?? query ?? ""
        guard !key.isEmpty else { throw missing }
        guard options.keys?.contains(key) ?? true else { throw wrong }
    }

    private var missing: Refusal {
        let message = """
            Method doesn't allow unregistered callers (callers without established identity). Please use API Key or \
            other form of API consumer identity to call this API.
            """
        return switch options.keyRefusal {
        case .rpc: Refusal(status: 403, shape: .rpc("PERMISSION_DENIED"), message: message, violation: "missing key")
        case .array:
            Refusal(status: 403, shape: .array("PERMISSION_DENIED"), message: message, violation: "missing key")
        case .authentication: authentication("missing key")
        }
    }

    private var wrong: Refusal {
        let message = "API key not valid. Please pass a valid API key."
        let details: [JSONValue] = [
            [
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "API_KEY_INVALID",
                "domain": "googleapis.com",
                "metadata": ["service": "generativelanguage.googleapis.com"],
            ]
        ]
        return switch options.keyRefusal {
        case .rpc:
            Refusal(
                status: 400,
                shape: .rpc("INVALID_ARGUMENT", details: details),
                message: message,
                violation: "wrong key"
            )
        case .array:
            Refusal(
                status: 400,
                shape: .array("INVALID_ARGUMENT", details: details),
                message: message,
                violation: "wrong key"
            )
        case .authentication: authentication("wrong key")
        }
    }

    private func authentication(_ violation: String) -> Refusal {
        Refusal(
            status: 401,
            shape: .named("authentication"),
            message: "The API key is missing or not valid.",
            violation: violation
        )
    }
}
