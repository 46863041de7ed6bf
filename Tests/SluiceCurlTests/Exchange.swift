import Foundation
import HTTPTypes
import SluiceCurl
import SluiceHTTP

/// A request to a server of the test.
func request(
    _ method: HTTPRequest.Method,
    _ port: Int,
    _ path: String = "/",
    _ fields: HTTPFields = [:]
) -> HTTPRequest {
    HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:\(port)", path: path, headerFields: fields)
}

func request(_ port: Int, _ path: String = "/", _ fields: HTTPFields = [:]) -> HTTPRequest {
    request(.get, port, path, fields)
}

extension HTTPReply {
    /// The whole body as text.
    func text() async throws -> String {
        String(decoding: try await body.collect(upTo: 1 << 24), as: UTF8.self)
    }
}

/// What a server answers when nothing else matters.
func answer(_ body: String, _ status: String = "200 OK", _ fields: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(fields)\r\n\(body)"
}

/// A file of so many bytes, each telling its place, that has no name any more.
func file(_ count: Int) throws -> SourceFile {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("curl-\(UUID().uuidString)").path
    try Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try SourceFile(opening: path)
}
