/// What the service calls an error, by its status.
enum ErrorName {
    /// The string codes of contract §8.1.
    static func code(_ status: Int) -> String {
        switch status {
        case 401: "authentication"
        case 403: "permission_denied"
        case 404: "not_found"
        case 429: "rate_limit_exceeded"
        case 499: "cancelled"
        case 503: "service_unavailable"
        case 504: "gateway_timeout"
        case 500...: "api_error"
        default: "invalid_request"
        }
    }

    /// Of google.rpc.Code.
    static func rpc(_ status: Int) -> String {
        switch status {
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 409: "ABORTED"
        case 429: "RESOURCE_EXHAUSTED"
        case 499: "CANCELLED"
        case 501: "UNIMPLEMENTED"
        case 503: "UNAVAILABLE"
        case 504: "DEADLINE_EXCEEDED"
        case 500...: "INTERNAL"
        default: "INVALID_ARGUMENT"
        }
    }
}
