import Foundation
import GeminiEmulator
import HTTPTypes
import SluiceHTTP
import StructuredJSON
import Testing

/// An emulator and a client of the plainest kind, in one process.
struct Desk {
    let emulator: Emulator

    init(_ change: (inout EmulatorOptions) -> Void = { _ in }) {
        var options = EmulatorOptions()
        options.tools = .none
        change(&options)
        emulator = Emulator(options)
    }

    init(_ emulator: Emulator) { self.emulator = emulator }

    func call(
        _ method: HTTPRequest.Method,
        _ path: String,
        key: String? = "any",
        headers: [(String, String)] = [],
        body: [UInt8] = []
    ) async throws -> Answer {
        var request = HTTPRequest(method: method, scheme: "https", authority: "gemini.test", path: path)
        for (name, value) in headers { request.headerFields[try #require(HTTPField.Name(name))] = value }
        if let key { request.headerFields[try #require(HTTPField.Name("x-goog-api-key"))] = key }
        let reply = try await emulator.send(request, body: body.isEmpty ? .empty : .bytes(body))
        return Answer(head: reply.head, bytes: try await reply.body.collect(upTo: 1 << 24))
    }

    func create(_ body: JSONValue) async throws -> Answer {
        try await call(.post, "/v1beta/interactions", body: body.serialized())
    }

    /// Asks and gives the text of the answer.
    func ask(_ content: [JSONValue], format: JSONValue? = nil) async throws -> String {
        var body: JSONObject = ["model": "gemini-3.5-flash", "input": .array(content)]
        body["response_format"] = format
        let answer = try await create(.object(body))
        #expect(answer.status == 200, "\(answer.json)")
        return answer.text
    }
}

/// A reply, read to its end.
struct Answer {
    let head: HTTPResponse
    let bytes: [UInt8]

    var status: Int { head.status.code }
    var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
    var message: String { json["error"]?["message"]?.string ?? "" }

    /// The text of the last step.
    var text: String {
        json["steps"]?.array?.last?["content"]?[0]?["text"]?.string ?? ""
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { head.headerFields[$0] }
    }
}

extension Desk {
    /// Begins an upload and gives the path of its session.
    func startUpload(
        size: Int? = nil,
        type: String = "image/png",
        file: JSONObject = [:]
    ) async throws -> Answer {
        var headers = [
            ("x-goog-upload-protocol", "resumable"), ("x-goog-upload-command", "start"),
            ("x-goog-upload-header-content-type", type),
        ]
        if let size { headers.append(("x-goog-upload-header-content-length", String(size))) }
        let body: JSONValue = ["file": .object(file)]
        return try await call(.post, "/upload/v1beta/files", headers: headers, body: body.serialized())
    }

    func chunk(
        _ start: Answer,
        _ command: String,
        offset: Int? = nil,
        _ bytes: [UInt8] = []
    ) async throws -> Answer {
        let session = try #require(start.header("x-goog-upload-url"))
        let url = try #require(URL(string: session))
        var headers = [("x-goog-upload-command", command)]
        if let offset { headers.append(("x-goog-upload-offset", String(offset))) }
        let path = "\(url.path)?\(url.query ?? "")"
        return try await call(.post, path, key: nil, headers: headers, body: bytes)
    }

    /// Uploads in one request and gives the File.
    func upload(_ bytes: [UInt8], type: String = "image/png", file: JSONObject = [:]) async throws -> JSONValue {
        let start = try await startUpload(size: bytes.count, type: type, file: file)
        let end = try await chunk(start, "upload, finalize", offset: 0, bytes)
        #expect(end.status == 200)
        return try #require(end.json["file"])
    }
}

extension [UInt8] {
    /// A sample of the repository.
    static func sample(_ name: String) throws -> [UInt8] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "samples/\(name)")))
    }
}
