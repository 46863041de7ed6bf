public import Foundation
public import StructuredJSON

/// One request and what came of it, for a log.
public struct EmulatorExchange: Sendable {
    /// When the request came.
    public let time: Date
    /// `interactions.create`, `files.upload`, … or `unknown`.
    public let operation: String
    public let method: String
    /// Path and query; a key in it is left out.
    public let target: String
    /// `nil`: the connection was broken off without an answer.
    public let status: Int?
    /// Of the body, as announced; `nil` when it was not.
    public let requestBytes: Int64?
    /// Of the body; `nil` when it is a stream, which goes on.
    public let responseBytes: Int?
    /// Until the answer was ready or its stream began.
    public let duration: Duration
    /// What was wrong with the request, as in the statistics.
    public let violation: String?
    /// The name of the fault that acted.
    public let fault: String?

    /// For one line of a log.
    public var json: JSONObject {
        var json: JSONObject = ["time": .string(Timestamp.micros(time)), "operation": .string(operation)]
        json["method"] = method
        json["target"] = target
        json["status"] = status
        json["request_bytes"] = requestBytes
        json["response_bytes"] = responseBytes
        json["milliseconds"] = (duration / .milliseconds(1) * 1000).rounded() / 1000
        json["violation"] = violation
        json["fault"] = fault
        return json
    }
}

extension EmulatorExchange {
    /// A target whose key, if any, nobody can read.
    static func withoutKey(_ target: String) -> String {
        guard target.contains("key=") else { return target }
        return target.replacing(/(?<mark>[?&]key=)[^&]*/) { "\($0.output.mark)REDACTED" }
    }
}
