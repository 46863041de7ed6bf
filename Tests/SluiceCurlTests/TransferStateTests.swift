import HTTPTypes
import SluiceHTTP
import Testing

@testable import SluiceCurl

struct TransferStateTests {
    private typealias State = TransferState<String, String>
    private var state = State()

    @Test mutating func theHeadReachesTheOneWhoWaitsOnce() throws {
        #expect(state.awaitHead("head") == nil)
        #expect(state.settle().head == nil)
        state.received(HTTPResponse(status: .ok))
        #expect(state.settle().head?.waiter == "head")
        #expect(state.settle().head == nil)
    }

    @Test mutating func aHeadThatIsThereIsNotWaitedFor() throws {
        state.received(HTTPResponse(status: .ok))
        #expect(state.settle().head == nil)
        #expect(try state.awaitHead("head")?.get().status == .ok)
    }

    @Test mutating func aFailureReachesTheOneWhoWaitsForTheHead() {
        #expect(state.awaitHead("head") == nil)
        state.finish(.failure(CancellationError()))
        guard case ("head", .failure)? = state.settle().head else { return #expect(Bool(false), "It waits on") }
        state.finish(.success(()))
        #expect(state.settle().head == nil)
    }

    @Test mutating func bytesReachTheOneWhoWaitsTogether() throws {
        guard case .wait = state.next("reader") else { return #expect(Bool(false), "It did not wait") }
        _ = (push(3), push(4))
        state.finish(.success(()))
        let due = state.settle()
        #expect(due.reader?.waiter == "reader")
        #expect(try due.reader?.result.get()?.count == 7)
        guard case .end(.success) = state.next("reader") else { return #expect(Bool(false), "It has no end") }
    }

    @Test mutating func aReaderThatWaitsFreesAConnectionThatIsPaused() throws {
        _ = state.next("reader")
        while case .kept = push(16 * 1024) {}
        let due = state.settle()
        #expect(due.unpauses)
        #expect(try due.reader?.result.get()?.count == State.highWater)
        #expect(!state.holdsBack)
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
        state.received(HTTPResponse(status: .ok))
        _ = push(5)
        state.finish(.failure(TransportError(.broken, "cut")))
        guard case .chunk(let bytes, false) = state.next("reader") else { return #expect(Bool(false), "It lost them") }
        #expect(bytes.count == 5)
        guard case .end(.failure) = state.next("reader") else { return #expect(Bool(false), "It hid the failure") }
    }

    @Test mutating func cancellingCountsOnceAndDropsTheRest() {
        _ = push(5)
        let asked = (state.cancel(), state.cancel())
        #expect(asked == (true, false))
        guard case .unwanted = push(5) else { return #expect(Bool(false), "It took more") }
        state.finish(.failure(CancellationError()))
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
