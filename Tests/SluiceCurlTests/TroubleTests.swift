import Foundation
import HTTPTypes
import SluiceCurl
import SluiceHTTP
import Synchronization
import TestSupport
import Testing

struct TroubleTests {
    let transport = CurlTransport()

    @Test func aRefusedConnectionIsUnreachable() async throws {
        let (socket, port) = try RawServer.bound()
        defer { close(socket) }
        let error = await failure(of: request(port, "/?key=SECRET"))
        #expect(error?.kind == .unreachable)
        #expect(error?.isTransient == true)
        #expect(error?.message.contains("127.0.0.1:\(port)") == true)
        #expect(error?.message.contains("SECRET") == false)
    }

    @Test func anUnknownHostIsUnresolved() async {
        let request = HTTPRequest(method: .get, scheme: "http", authority: "no-such-host.invalid", path: "/")
        #expect(await failure(of: request)?.kind == .unresolved)
    }

    @Test func plainTextInPlaceOfTLSIsNoAnswer() async throws {
        let server = try RawServer { connection in
            try connection.send(answer("hello"))
            connection.drain()
        }
        var request = request(server.port)
        request.scheme = "https"
        #expect(await failure(of: request)?.kind == .insecure)
    }

    @Test func aSilentServerTimesOut() async throws {
        let server = try RawServer { $0.drain() }
        let error = await failure(of: request(server.port), limits: TransferLimits(total: .milliseconds(150)))
        #expect(error?.kind == .timeout)
    }

    @Test func anUploadThatNobodyTakesStalls() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try RawServer { connection in
            _ = connection.head()
            _ = gate.wait(timeout: .now() + 60)
        }
        let body = RequestBody.bytes([UInt8](repeating: 1, count: 64 << 20))
        let limits = TransferLimits(stall: .milliseconds(250))
        #expect(await failure(of: request(.post, server.port), body, limits: limits)?.kind == .timeout)
        gate.signal()
    }

    @Test func aResponseThatIsCutIsBroken() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
        }
        let reply = try await transport.send(request(server.port))
        var text = ""
        let error = await #expect(throws: TransportError.self) {
            for try await chunk in reply.body { text += String(decoding: chunk, as: UTF8.self) }
        }
        #expect(text == "hello")
        #expect(error?.kind == .broken)
    }

    @Test func aConnectionClosedWithoutAnAnswerIsBroken() async throws {
        let server = try RawServer { _ = $0.head() }
        #expect(await failure(of: request(.post, server.port))?.kind == .broken)
    }

    @Test func aHeadWithoutEndIsTooLarge() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\n")
            for n in 0..<300 { try connection.send("X-\(n): some\r\n") }
            connection.drain()
        }
        #expect(await failure(of: request(server.port))?.kind == .tooLarge)
    }

    @Test func aFileThatShrinksIsUnreadable() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            connection.drain()
        }
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("shrinks-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(count: 1 << 20).write(to: URL(fileURLWithPath: path))
        let file = try SourceFile(opening: path)
        try #require(unsafe truncate(path, 10) == 0)
        let body = RequestBody.file(file, offset: 0, length: file.size)
        #expect(await failure(of: request(.post, server.port), body)?.kind == .unreadableBody)
    }

    @Test(arguments: [
        HTTPRequest(method: .get, scheme: "file", authority: "localhost", path: "/etc/passwd"),
        HTTPRequest(method: .get, scheme: nil, authority: "localhost", path: "/"),
        HTTPRequest(method: .get, scheme: "http", authority: "user:word@localhost", path: "/"),
        HTTPRequest(method: .get, scheme: "http", authority: "localhost/elsewhere", path: "/"),
        HTTPRequest(method: .get, scheme: "http", authority: "", path: "/"),
        HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/ HTTP/1.1\r\nX-Extra: 1"),
        HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "@elsewhere/"),
        HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "localhost",
            path: "/",
            headerFields: [.transferEncoding: "chunked"]
        ),
    ])
    func aRequestThatMakesNoSenseIsNotSent(request: HTTPRequest) async {
        #expect(await failure(of: request)?.kind == .invalidRequest)
    }

    @Test func aValueCannotBecomeAnotherHeader() async throws {
        let server = try RawServer { connection in
            if let head = connection.head() { try connection.send(answer(head)) }
        }
        var fields = HTTPFields()
        fields.append(HTTPField(name: .accept, lenientValue: Array("a\r\nX-Extra: 1".utf8)))
        do {
            let head = try await transport.send(request(server.port, "/", fields)).text()
            #expect(!head.contains("\r\nX-Extra"))
        } catch let error as TransportError {
            #expect(error.kind == .invalidRequest)
        }
    }

    private func failure(
        of request: HTTPRequest,
        _ body: RequestBody = .empty,
        limits: TransferLimits = TransferLimits()
    ) async -> TransportError? {
        await #expect(throws: TransportError.self) {
            _ = try await transport.send(request, body: body, limits: limits).text()
        }
    }
}
