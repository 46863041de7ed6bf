import StructuredJSON

/// A request that is refused, in the shape the service would refuse it in (contract §8).
struct Refusal: Error, Sendable {
    enum Shape: Sendable {
        /// `{"error":{"code":"invalid_request","message":…}}`
        case named(String)
        /// `{"error":{"code":400,"message":…,"status":"INVALID_ARGUMENT"}}`
        case rpc(String, details: [JSONValue] = [])
        /// The same as the only element of an array.
        case array(String, details: [JSONValue] = [])
    }

    let status: Int
    var shape: Shape
    let message: String
    /// What it counts as in the statistics.
    let violation: String
    var headers: [(String, String)] = []

    var json: JSONValue {
        switch shape {
        case .named(let code):
            ["error": ["code": .string(code), "message": .string(message)]]
        case .rpc(let status, let details): rpc(status, details)
        case .array(let status, let details): [rpc(status, details)]
        }
    }

    var reply: EmulatorReply { .json(json, status: status, headers: headers) }

    private func rpc(_ name: String, _ details: [JSONValue]) -> JSONValue {
        var error: JSONObject = ["code": status.json, "message": .string(message), "status": .string(name)]
        if !details.isEmpty { error["details"] = .array(details) }
        return ["error": .object(error)]
    }
}

extension Refusal {
    /// What the JSON layer in front of every method says of a body that does not fit.
    static func payload(_ message: String, _ violation: String) -> Self {
        Self(status: 400, shape: .rpc("INVALID_ARGUMENT"), message: message, violation: violation)
    }

    static func invalidArgument(_ message: String, _ violation: String) -> Self {
        payload(message, violation)
    }

    /// What the Interactions method itself refuses.
    static func invalidRequest(_ message: String, _ violation: String) -> Self {
        Self(status: 400, shape: .named("invalid_request"), message: message, violation: violation)
    }

    static func tooLarge(_ limit: Int) -> Self {
        payload("Request payload size exceeds the limit: \(limit) bytes.", "too large")
    }

    static func missingFile(_ id: String, status: Int = 403) -> Self {
        Self(
            status: status,
            shape: .rpc(ErrorName.rpc(status)),
            message: "You do not have permission to access the File \(id) or it may not exist.",
            violation: "missing file"
        )
    }

    static func inactiveFile(_ id: String) -> Self {
        Self(
            status: 400,
            shape: .rpc("FAILED_PRECONDITION"),
            message: "The File \(id) is not in an ACTIVE state and usage is not allowed.",
            violation: "inactive file"
        )
    }

    static func interactionNotFound(_ id: String) -> Self {
        Self(status: 404, shape: .named("not_found"), message: "Interaction '\(id)' not found.", violation: "not found")
    }

    static func modelNotFound(_ model: String) -> Self {
        Self(
            status: 404,
            shape: .named("model_not_found"),
            message: "Model '\(model)' not found.",
            violation: "model not found"
        )
    }

    static func unimplemented(_ message: String) -> Self {
        Self(status: 501, shape: .rpc("UNIMPLEMENTED"), message: message, violation: "unimplemented")
    }

    static func unknownPath(_ path: String) -> Self {
        Self(
            status: 404,
            shape: .rpc("NOT_FOUND"),
            message: "The requested URL \(path) was not found on this server.",
            violation: "unknown path"
        )
    }

    static func wrongMethod(_ method: String) -> Self {
        Self(
            status: 405,
            shape: .rpc("UNIMPLEMENTED"),
            message: "The method \(method) is not allowed here.",
            violation: "wrong method"
        )
    }
}
