import HTTP
import HTTPTypes
import StructuredJSON

/// One call of the service, before it becomes an HTTP request.
struct ServiceCall: Sendable {
    var method: HTTPRequest.Method
    /// Behind the version: `interactions`, `files/abc`.
    var path: String
    var query: [(name: String, value: String)] = []
    var body: JSONValue?
    /// In front of the version: `upload`.
    var prefix = ""
    var headers: HTTPFields = [:]
    var timeout: Duration = .seconds(60)

    var purpose: RequestPurpose {
        if prefix == "upload" { return .upload }
        return method == .post && path == "interactions" ? .generation : .other
    }
}
