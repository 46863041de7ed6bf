import Foundation
import HTTPTypes
import SluiceCurl
import SluiceHTTP
import Synchronization
import TestSupport
import Testing

/// Who ends what, and when.
struct LifeTests {
    @Test func cancellingEndsTheExchange() async throws {
        let (arrived, arrive) = AsyncStream.makeStream(of: Void.self)
        let (gone, leave) = AsyncStream.makeStream(of: Void.self)
        let server = try RawServer { connection in
            _ = connection.head()
            arrive.finish()
            connection.drain()
            leave.finish()
        }
        let transport = CurlTransport()
        let task = Task { try await transport.send(request(server.port)) }
        for await _ in arrived {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        for await _ in gone {}
    }

    @Test func cancellingEndsTheReadingOfABody() async throws {
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            connection.drain()
        }
        let transport = CurlTransport()
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            for try await _ in try await transport.send(request(server.port)).body { start.finish() }
        }
        for await _ in started {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func aTaskCancelledBeforeSendsNothing() async throws {
        let server = try RawServer { _ = $0.head() }
        let transport = CurlTransport()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await transport.send(request(server.port))
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.connections == 0)
    }

    @Test func whatAServerMayHaveActedUponIsNotSentAgainUnasked() async throws {
        let requests = Mutex(0)
        let server = try RawServer { connection in
            // The first request is answered; the second breaks the connection that was kept.
            while connection.head() != nil {
                _ = connection.body(4)
                let number = requests.withLock { count in
                    count += 1
                    return count
                }
                guard number == 1 else { return }
                try connection.send(answer("done"))
            }
        }
        let transport = CurlTransport()
        let work = RequestBody.bytes(Array("work".utf8))
        _ = try await transport.send(request(.post, server.port), body: work, limits: TransferLimits()).text()
        let error = await #expect(throws: TransportError.self) {
            try await transport.send(request(.post, server.port), body: work, limits: TransferLimits())
        }
        #expect(error?.kind == .broken)
        #expect(error?.isTransient == true)
        #expect(requests.withLock(\.self) == 2)
    }

    @Test func aBodyThatIsDroppedClosesTheConnection() async throws {
        let (gone, leave) = AsyncStream.makeStream(of: Void.self)
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            connection.drain()
            leave.finish()
        }
        let transport = CurlTransport()
        #expect(try await transport.send(request(server.port)).head.status == .ok)
        for await _ in gone {}
    }

    @Test func aReaderSetsThePace() async throws {
        let total = 256 << 20
        let (floods, flood) = AsyncStream.makeStream(of: Int.self)
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let sent = connection.flood(upTo: total, patience: 300)
            flood.yield(sent)
            _ = connection.flood(upTo: total - sent, patience: 9000)
            connection.drain()
        }
        let transport = CurlTransport()
        let reply = try await transport.send(request(server.port))
        var iterator = reply.body.makeAsyncIterator()
        var count = try #require(try await iterator.next()).count
        // The rest of what is on its way sits in the buffers of the system.
        let sent = try #require(await floods.first { _ in true })
        #expect(sent < 64 << 20)
        while let chunk = try await iterator.next() {
            #expect(chunk.count <= 256 * 1024 + 16 * 1024)
            count += chunk.count
        }
        #expect(count == total)
    }

    @Test func aTransportThatIsDroppedClosesItsConnections() async throws {
        let (gone, leave) = AsyncStream.makeStream(of: Void.self)
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send(answer("hello"))
            connection.drain()
            leave.finish()
        }
        #expect(try await CurlTransport().send(request(server.port)).text() == "hello")
        for await _ in gone {}
    }

    @Test func aBodyOutlivesItsTransport() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try RawServer { connection in
            _ = connection.head()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
            guard gate.wait(timeout: .now() + 60) == .success else { return }
            try connection.send("hello")
        }
        let reply = try await CurlTransport().send(request(server.port))
        gate.signal()
        #expect(try await reply.text() == "hello")
    }

    @Test func cancellingAtAnyMomentLeavesTheTransportInOrder() async throws {
        let server = try RawServer { connection in
            while connection.head() != nil { try connection.send(answer(String(repeating: "x", count: 40_000))) }
        }
        let transport = CurlTransport()
        await withTaskGroup(of: Void.self) { group in
            for n in 0..<200 {
                group.addTask {
                    let task = Task { try await transport.send(request(server.port)).text().count }
                    for _ in 0..<n { await Task.yield() }
                    task.cancel()
                    if let count = try? await task.value { #expect(count == 40_000) }
                }
            }
        }
        #expect(try await transport.send(request(server.port)).text().count == 40_000)
    }
}
