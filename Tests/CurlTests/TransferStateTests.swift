import HTTP
import HTTPTypes
import Testing

@testable import Curl

struct TransferStateTests {
    private typealias State = TransferState<String, String>
    private var state = State()

    @Test mutating func theHeadReachesTheOneWhoWaits() throws {
        #expect(state.awaitHead("head") == nil)
        #expect(state.received(HTTPResponse(status: .ok)) == "head")
    }

    @Test mutating func aHeadThatIsThereIsNotWaitedFor() throws {
        #expect(state.received(HTTPResponse(status: .ok)) == nil)
        #expect(try state.awaitHead("head")?.get().status == .ok)
    }

    @Test mutating func aFailureReachesTheOneWhoWaitsForTheHead() {
        #expect(state.awaitHead("head") == nil)
        let waiting = state.finish(.failure(CancellationError()))
        #expect(waiting.head == "head")
        #expect(state.finish(.success(())).head == nil)
    }

    @Test mutating func bytesReachTheOneWhoWaits() {
        guard case .wait = state.next("reader") else { return #expect(Bool(false), "It did not wait") }
        guard case .deliver(let waiter, let bytes) = push(3) else { return #expect(Bool(false), "It kept them") }
        #expect(waiter == "reader")
        #expect(bytes.count == 3)
    }

    @Test mutating func bytesPileUpToAMarkAndNoFurther() {
        var kept = 0
        while case .kept = push(16 * 1024) { kept += 16 * 1024 }
        #expect(kept == State.highWater)
        guard case .chunk(let bytes, true) = state.next("reader") else {
            return #expect(Bool(false), "It did not unpause")
        }
        #expect(bytes.count == kept)
        #expect(!state.holdsBack)
    }

    @Test mutating func whatArrivedIsReadBeforeTheFailure() {
        _ = state.received(HTTPResponse(status: .ok))
        _ = push(5)
        _ = state.finish(.failure(TransportError(.broken, "cut")))
        guard case .chunk(let bytes, false) = state.next("reader") else { return #expect(Bool(false), "It lost them") }
        #expect(bytes.count == 5)
        guard case .end(.failure) = state.next("reader") else { return #expect(Bool(false), "It hid the failure") }
    }

    @Test mutating func cancellingCountsOnceAndDropsTheRest() {
        _ = push(5)
        let asked = (state.cancel(), state.cancel())
        #expect(asked == (true, false))
        guard case .unwanted = push(5) else { return #expect(Bool(false), "It took more") }
        _ = state.finish(.failure(CancellationError()))
        guard case .end(.failure) = state.next("reader") else { return #expect(Bool(false), "It gave more") }
    }

    @Test mutating func aSecondReaderIsRefused() {
        _ = state.next("one")
        guard case .end(.failure(let error)) = state.next("two") else { return #expect(Bool(false), "It was taken in") }
        #expect(error is BodyReadTwice)
    }

    private mutating func push(_ count: Int) -> State.Received {
        unsafe [UInt8](repeating: 1, count: count).withUnsafeBytes { unsafe state.received($0) }
    }
}

struct StallWatchTests {
    private let start = ContinuousClock.now

    @Test func aPeriodWithTooLittleIsAStall() {
        var watch = StallWatch(.seconds(2), from: start)
        let answers = [
            watch.isStalled(at: start + .seconds(1), total: 0, isExcused: false),
            watch.isStalled(at: start + .seconds(2), total: 2048, isExcused: false),
            watch.isStalled(at: start + .seconds(4), total: 2048 + 2047, isExcused: true),
            watch.isStalled(at: start + .seconds(6), total: 2048 + 2047 + 2047, isExcused: false),
        ]
        #expect(answers == [false, false, false, true])
    }
}

struct HeadParserTests {
    @Test func anAnnouncementIsNotTheHead() throws {
        let head = try parse(
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/2 204 \r\nA:  b \r\nnonsense\r\na: c\r\n\r\nZ: late\r\n"
        )
        #expect(head?.status.code == 204)
        #expect(head?.headerFields[values: HTTPField.Name("a")!] == ["b", "c"])
        #expect(head?.headerFields.count == 2)
    }

    @Test func announcementsWithoutEndAreNoResponse() {
        let error = #expect(throws: TransportError.self) {
            try parse(String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 40))
        }
        #expect(error?.kind == .broken)
    }

    @Test func moreThanTheLimitIsTooLarge() {
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 257)
        let long = "HTTP/1.1 200 OK\r\n" + String(repeating: "A: \(String(repeating: "b", count: 9000))\r\n", count: 20)
        for text in [many, long] {
            #expect(throws: TransportError.self) { try parse(text) }
        }
    }

    private func parse(_ text: String) throws -> HTTPResponse? {
        var parser = HeadParser(decompresses: true)
        var head: HTTPResponse?
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            let new = unsafe try Array("\(line)\r\n".utf8).withUnsafeBytes { unsafe try parser.push($0) }
            head = head ?? new
        }
        return head
    }
}
