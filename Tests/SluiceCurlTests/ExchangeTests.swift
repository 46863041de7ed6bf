import Foundation
import HTTPTypes
import SluiceCurl
import SluiceHTTP
import TestSupport
import Testing

struct ExchangeTests {
    let transport = CurlTransport()

    @Test func manyRequestsShareOneConnection() async throws {
        let server = try RawServer { connection in
            while connection.head() != nil { try connection.send(answer("hello")) }
        }
        for _ in 0..<20 { #expect(try await transport.send(request(server.port)).text() == "hello") }
        #expect(server.connections == 1)
    }

    @Test func manyRequestsRunAtOnce() async throws {
        let server = try RawServer { connection in
            while let head = connection.head() { try connection.send(answer(String(head.prefix(8)))) }
        }
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for n in 0..<64 { group.addTask { try await transport.send(request(server.port, "/\(n % 10)")).text() } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(texts) == Set((0..<10).map { "GET /\($0) H" }))
        #expect(texts.count == 64)
    }

    @Test func nothingIsSentThatWasNotAskedFor() async throws {
        let server = try RawServer { connection in
            if let head = connection.head() { try connection.send(answer(head)) }
        }
        let head = try await transport.send(request(.post, server.port, "/a/../b?x=1", [.accept: "text/plain"])).text()
        let lines = head.split(separator: "\r\n").map { String($0) }
        #expect(lines[0] == "POST /a/../b?x=1 HTTP/1.1")
        let names = Set(lines.dropFirst().map { $0.prefix { $0 != ":" }.lowercased() })
        #expect(names == ["host", "accept", "accept-encoding", "content-length"])
        #expect(lines.contains("Content-Length: 0"))
    }

    @Test(arguments: [.get, .head, .post, .put, .patch, .delete] as [HTTPRequest.Method])
    func theMethodIsTheOneAskedFor(method: HTTPRequest.Method) async throws {
        let server = try RawServer { connection in
            guard let head = connection.head() else { return }
            try connection.send("HTTP/1.1 200 OK\r\nX-Saw: \(head.prefix { $0 != " " })\r\nContent-Length: 0\r\n\r\n")
        }
        let reply = try await transport.send(request(method, server.port))
        #expect(reply.head.headerFields[HTTPField.Name("X-Saw")!] == method.rawValue)
        #expect(try await reply.text().isEmpty)
    }

    @Test(arguments: [(0, 100_000), (1, 1), (123_457, 276_543), (399_990, 10)])
    func aPartOfAFileArrivesAsItIs(offset: Int, length: Int) async throws {
        let server = try RawServer { connection in
            guard connection.head()?.contains("Content-Length: \(length)\r\n") == true else { return }
            let body = connection.body(length)
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n")
            try connection.send(body)
        }
        let file = try file(400_000)
        let body = RequestBody.file(file, offset: Int64(offset), length: Int64(length))
        let echo = try await transport.send(request(.post, server.port), body: body).body.collect(upTo: length)
        #expect(echo == (try file.read(at: Int64(offset), count: length)))
    }

    @Test func bytesArriveAsTheyAre() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            let body = connection.body(5)
            try connection.send(answer(String(decoding: body, as: UTF8.self)))
        }
        #expect(
            try await transport.send(request(.put, server.port), body: .bytes(Array("hello".utf8))).text() == "hello"
        )
    }

    @Test func anEarlyAnswerEndsAnUpload() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send(answer("no", "500 Internal Server Error"))
            connection.drain()
        }
        let body = RequestBody.bytes([UInt8](repeating: 1, count: 64 << 20))
        let reply = try await transport.send(request(.post, server.port), body: body)
        #expect(reply.head.status == .internalServerError)
        #expect(try await reply.text() == "no")
    }

    @Test func aLongResponseArrivesWhole() async throws {
        let length = 20 << 20
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n")
            _ = connection.flood(upTo: length, patience: 60_000)
            connection.drain()
        }
        var count = 0
        for try await chunk in try await transport.send(request(server.port)).body { count += chunk.count }
        #expect(count == length)
    }

    @Test func aRedirectIsAnAnswer() async throws {
        let server = try RawServer { connection in
            while connection.head() != nil { try connection.send(answer("", "302 Found", "Location: /elsewhere\r\n")) }
        }
        let reply = try await transport.send(request(server.port))
        #expect(reply.head.status == .found)
        #expect(reply.head.headerFields[.location] == "/elsewhere")
        #expect(server.connections == 1)
    }

    @Test func theHeadComesBeforeTheBody() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n")
            guard gate.wait(timeout: .now() + 60) == .success else { return }
            try connection.send("5\r\nhello\r\n0\r\nX-Trailer: late\r\n\r\n")
        }
        let reply = try await transport.send(request(server.port))
        #expect(reply.head.status == .init(code: 200, reasonPhrase: "Fine"))
        gate.signal()
        #expect(try await reply.text() == "hello")
    }

    @Test func compressionIsUndoneAndNotMentioned() async throws {
        // "hello" in a gzip file, RFC 1952.
        let zipped: [UInt8] = [
            0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x86, 0xA6, 0x10,
            0x36,
            0x05, 0, 0, 0,
        ]
        let server = try RawServer { connection in
            guard connection.head()?.contains("gzip") == true else { return }
            try connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(zipped.count)\r\n\r\n")
            try connection.send(zipped)
        }
        let reply = try await transport.send(request(server.port))
        #expect(reply.head.headerFields[.contentEncoding] == nil)
        #expect(reply.head.headerFields[.contentLength] == nil)
        #expect(try await reply.text() == "hello")
    }

    @Test func loopbackIsReachedWithoutTheProxy() async throws {
        var configuration = CurlTransport.Configuration()
        configuration.proxy = .url("http://127.0.0.1:\(try RawServer.bound().port)")
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send(answer("direct"))
        }
        #expect(try await CurlTransport(configuration).send(request(server.port)).text() == "direct")
    }
}
