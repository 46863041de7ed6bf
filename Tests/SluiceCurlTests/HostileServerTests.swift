import Foundation
import HTTPTypes
import SluiceCurl
import SluiceHTTP
import TestSupport
import Testing

struct HostileServerTests {
    @Test func aTrailerWithoutEndIsTooLarge() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n")
            for number in 0..<100_000 { try connection.send("X-\(number): some\r\n") }
            connection.drain()
        }
        let error = await #expect(throws: TransportError.self) {
            _ = try await CurlTransport().send(request(server.port)).body.collect(upTo: 100)
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test func aConnectionThatEndsDuringTheHandshakeIsTriedAgain() async throws {
        // It hears the client's greeting and leaves.
        let server = try RawServer { connection in _ = connection.body(5) }
        var request = request(server.port)
        request.scheme = "https"
        let asked = request
        let error = await #expect(throws: TransportError.self) {
            _ = try await CurlTransport().send(asked)
        }
        #expect(error?.isTransient == true, "\(error?.message ?? "")")
        #expect(error?.kind != .insecure)
    }

    @Test(arguments: [10, 100 << 10, 2 << 20])
    func aBodyIsSentOnceHoweverManyKeptConnectionsBreak(size: Int) async throws {
        let requests = Counter()
        let gate = DispatchSemaphore(value: 0)
        let server = try RawServer { connection in
            // Four at once, so that there are as many kept connections; each breaks when it is used again.
            _ = connection.head()
            requests.add()
            if requests.value == 4 { for _ in 0..<4 { gate.signal() } }
            _ = gate.wait(timeout: .now() + 60)
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
            if connection.head() != nil { requests.add() }
        }
        let transport = CurlTransport()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { _ = try await transport.send(request(server.port)).body.collect(upTo: 10) }
            }
            try await group.waitForAll()
        }
        var post = request(server.port)
        post.method = .post
        let sent = post
        let error = await #expect(throws: TransportError.self) {
            _ = try await transport.send(sent, body: .bytes([UInt8](repeating: 7, count: size)))
        }
        #expect(error?.kind == .broken)
        #expect(requests.value == 5)
    }

    private func request(_ port: Int) -> HTTPRequest {
        HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:\(port)", path: "/")
    }
}
