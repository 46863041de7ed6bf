import NIOCore
import NIOHTTP1
import SluiceHTTP
import Synchronization

/// What came over a connection and nobody has taken yet: requests in their order, and the bodies of large ones in
/// pieces.
///
/// It holds a bounded number of bytes: beyond it the socket is not read until somebody takes some.
final class Arrivals: Sendable {
    enum Item: Sendable {
        /// A request with its whole body.
        case request(EmulatorRequest, HTTPRequestHead)
        /// The beginning of one whose body comes in pieces.
        case head(HTTPRequestHead)
        case chunk([UInt8])
        case end

        fileprivate var size: Int {
            switch self {
            case .request(let request, _): 1024 + Int(clamping: request.length ?? 0)
            case .head, .end: 1024
            case .chunk(let bytes): bytes.count
            }
        }

        /// Whether more of the same request follows.
        fileprivate var isBegun: Bool {
            switch self {
            case .head, .chunk: true
            case .request, .end: false
            }
        }
    }

    private struct State {
        var items = CircularBuffer<Item>()
        var bytes = 0
        /// Requests that came and are not answered yet.
        var open = 0
        var isPaused = false
        var isOver = false
        var isInBody = false
        var taker: CheckedContinuation<Item?, Never>?
        var leaving: AsyncStream<Never>.Continuation?
    }

    private static let most = 1 << 20
    private let state = Mutex(State())

    /// Whether every request is answered, so that a new one may be answered out of hand.
    var areAnswered: Bool { state.withLock { $0.open == 0 } }

    func add(_ item: Item) {
        let taker = state.withLock { state -> CheckedContinuation<Item?, Never>? in
            switch item {
            case .request, .head: state.open += 1
            case .chunk, .end: break
            }
            guard let taker = state.taker else {
                state.items.append(item)
                state.bytes += item.size
                return nil
            }
            state.taker = nil
            state.isInBody = item.isBegun
            return taker
        }
        taker?.resume(returning: item)
    }

    func answered() { state.withLock { $0.open -= 1 } }

    /// Nothing more will come.
    func finish() {
        let (taker, leaving) = state.withLock { state in
            defer { (state.taker, state.leaving) = (nil, nil) }
            state.isOver = true
            return (state.taker, state.leaving)
        }
        taker?.resume(returning: nil)
        leaving?.finish()
    }

    /// Whether the socket must wait; remembers that it does.
    func pauses() -> Bool {
        state.withLock { state in
            state.isPaused = state.bytes >= Self.most
            return state.isPaused
        }
    }

    /// A stream of nothing, which ends when the client has left.
    func untilLeft() -> AsyncStream<Never> {
        AsyncStream { continuation in
            let isOver = state.withLock { state in
                state.leaving = continuation
                return state.isOver
            }
            if isOver { continuation.finish() }
        }
    }

    /// The next request, or the next piece of one. `nil` when the client has nothing more to say.
    ///
    /// - Parameter channel: is read again when there is room.
    func next(_ channel: any Channel) async -> Item? {
        let (item, resumes) = take()
        if resumes { channel.read() }
        if let item { return item }
        return await withCheckedContinuation { continuation in
            let (item, isWaiting) = state.withLock { state -> (Item?, Bool) in
                if let item = state.items.popFirst() {
                    state.bytes -= item.size
                    state.isInBody = item.isBegun
                    return (item, false)
                }
                if !state.isOver { state.taker = continuation }
                return (nil, !state.isOver)
            }
            if !isWaiting { continuation.resume(returning: item) }
        }
    }

    /// The next piece of a body. `nil` at its end.
    ///
    /// - Throws: ``TransportError`` when the client leaves before.
    func nextChunk(_ channel: any Channel) async throws -> [UInt8]? {
        guard state.withLock({ $0.isInBody }) else { return nil }
        switch await next(channel) {
        case .chunk(let bytes): return bytes
        case .end: return nil
        case .request, .head, nil: throw TransportError(.broken, "The client left before the end of its request")
        }
    }

    private func take() -> (Item?, resumes: Bool) {
        state.withLock { state in
            guard let item = state.items.popFirst() else { return (nil, false) }
            state.bytes -= item.size
            state.isInBody = item.isBegun
            let resumes = state.isPaused && state.bytes < Self.most / 2
            if resumes { state.isPaused = false }
            return (item, resumes)
        }
    }
}
