import Foundation
import HTTPTypes
import SluiceMedia
import StructuredJSON

/// One exchange with the service, as it is kept in a file: no key, and no address of an upload session.
struct RecordedExchange: Sendable {
    static let hidden = "REDACTED"
    /// Stands for the address by which a client reaches the emulator.
    static let origin = "{origin}"

    let json: JSONValue

    init(request: JSONObject, response: JSONObject) {
        json = ["request": .object(request), "response": .object(response)]
    }

    /// - Throws: ``RuleError`` for what no recorder wrote.
    init(_ json: JSONValue) throws(RuleError) {
        guard let request = json["request"], request["method"]?.string != nil, request["target"]?.string != nil,
            let status = json["response"]?["status"]?.number?.int, (100...599).contains(status)
        else { throw RuleError("no recorded exchange") }
        self.json = json
    }

    /// Requests of equal identity are the same request.
    var identity: String { json["request"].map { Self.identity(of: $0) } ?? "" }

    static func identity(of request: JSONValue) -> String {
        let parts = ["method", "target", "command", "offset", "sha256"].map { request[$0]?.text() ?? "" }
        return parts.joined(separator: " ")
    }

    /// The answer again.
    func reply(origin: String) -> EmulatorReply {
        let response = json["response"]?.object ?? [:]
        let headers = (response["headers"]?.object ?? [:]).map { name, value in
            (name, (value.string ?? "").replacing(Self.origin, with: origin))
        }
        return EmulatorReply(
            status: response["status"] ?? 500,
            headers: headers,
            body: .bytes(Self.bytes(of: response))
        )
    }

    /// What is said of a request. JSON is the same however it is written, and the beginning of an upload whatever name a client has
    /// made up for its file.
    ///
    /// - Parameter cover: Of the request's key. `nil` where nothing is kept.
    static func request(
        _ request: EmulatorRequest,
        body: [UInt8]?,
        sha256: String,
        cover: SecretCover? = nil
    ) -> JSONObject {
        var target = EmulatorExchange.withoutKey(request.head.path ?? "/")
        if target.hasSuffix("?key=\(hidden)") { target.removeLast(5 + hidden.count) }
        var json: JSONObject = ["method": .string(request.head.method.rawValue), "target": .string(target)]
        json["command"] = request.header("x-goog-upload-command")
        json["offset"] = request.header("x-goog-upload-offset")
        let value = body.flatMap { try? JSONValue(parsing: $0) }
        json["sha256"] = value.map { SHA256Digester.hex(of: unnamed($0, request).serialized(.canonical)) } ?? sha256
        json["json"] = value.map { cover?.covering($0) ?? $0 }
        return json
    }

    private static func unnamed(_ json: JSONValue, _ request: EmulatorRequest) -> JSONValue {
        guard request.header("x-goog-upload-command")?.lowercased() == "start", let all = json.object,
            let file = all["file"]?.object, file["name", as: String.self]?.hasPrefix("files/sluice-") == true
        else { return json }
        var copy = all
        copy["file"] = .object(file.without("name"))
        return .object(copy)
    }

    static func body(_ bytes: [UInt8], cover: SecretCover?) -> JSONObject {
        if bytes.isEmpty { return [:] }
        if let json = try? JSONValue(parsing: bytes) { return ["json": cover?.covering(json) ?? json] }
        if let text = String(validating: bytes, as: UTF8.self) {
            return ["text": .string(cover?.covering(text) ?? text)]
        }
        return ["base64": .string(Data(bytes).base64EncodedString())]
    }

    private static func bytes(of response: JSONObject) -> [UInt8] {
        if let json = response["json"] { return json.serialized() }
        if let text: String = response["text"] { return Array(text.utf8) }
        return response["base64", as: String.self].flatMap { Data(base64Encoded: $0) }.map(Array.init) ?? []
    }
}
