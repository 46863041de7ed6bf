import HTTPTypes
import SluiceHTTP
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
    /// The bytes that an answer may have at most: a hostile server must not fill the memory.
    var largestAnswer = 8 << 20

    /// The bytes that an answer of a model may have at most. A quarter of an hour of speech, in base64, is 60 MB.
    static let largestGeneration = 96 << 20
    /// The bytes of a refusal that are read.
    static let largestRefusal = 1 << 20
    /// The JSON values that one answer may have at most. An hour's words with their times are 60,000.
    static let mostValues = 500_000
    /// The JSON values that the events of one stream may have at most, all together.
    static let mostStreamedValues = 2_000_000

    /// What is wrong with a schema in the body: a literal with a mistake does not stop the program, and is not sent.
    var schemaProblem: SchemaError? {
        guard let body, path == "interactions" else { return nil }
        let formats = body["response_format"]?.array ?? [body["response_format"] ?? .null]
        let schemas = formats.compactMap { $0["schema"] } + (body["tools"]?.array ?? []).compactMap { $0["parameters"] }
        return schemas.lazy.compactMap(JSONSchema.problem(in:)).first
    }

    /// The model or the agent that is asked.
    var model: String? { (body?["model"] ?? body?["agent"])?.string }

    var purpose: RequestPurpose {
        if prefix == "upload" { return .upload }
        return method == .post && path == "interactions" ? .generation : .other
    }
}
