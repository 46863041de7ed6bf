import SluiceHTTP
import Testing

struct HTTPBodyTests {
    @Test func chunksComeInOrderAndOnce() async throws {
        let body = HTTPBody(
            AsyncStream { stream in
                for n in 0..<5 { stream.yield([UInt8(n), UInt8(n)]) }
                stream.finish()
            }
        )
        #expect(try await body.collect(upTo: 10) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    }

    @Test func oneByteMoreThanTheLimitIsTooLarge() async throws {
        #expect(try await HTTPBody([1, 2, 3]).collect(upTo: 3) == [1, 2, 3])
        let error = await #expect(throws: TransportError.self) { try await HTTPBody([1, 2, 3]).collect(upTo: 2) }
        #expect(error?.kind == .tooLarge)
    }

    @Test func anEmptyBodyHasNoChunk() async throws {
        var iterator = HTTPBody().makeAsyncIterator()
        #expect(try await iterator.next() == nil)
    }

    @Test func theSourcesErrorComesThrough() async {
        let body = HTTPBody(
            AsyncThrowingStream<[UInt8], any Error> { $0.finish(throwing: TransportError(.broken, "cut")) }
        )
        let error = await #expect(throws: TransportError.self) { try await body.collect(upTo: 9) }
        #expect(error?.message == "cut")
    }
}

struct TransportErrorTests {
    @Test func onlyTroubleOnTheWayIsWorthAnotherTry() {
        let kinds: [TransportError.Kind] = [
            .unresolved, .unreachable, .insecure, .broken, .timeout, .unreadableBody, .tooLarge, .invalidRequest,
            .other,
        ]
        let transient = kinds.filter { TransportError($0, "").isTransient }
        #expect(transient == [.unresolved, .unreachable, .broken, .timeout])
    }

    @Test func theLengthIsThatOfTheBody() {
        #expect(RequestBody.empty.length == 0)
        #expect(RequestBody.bytes([1, 2]).length == 2)
    }
}
