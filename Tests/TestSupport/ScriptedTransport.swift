public import HTTPTypes
public import SluiceHTTP
import Synchronization

/// A transport made of a closure, which remembers what it was sent.
public final class ScriptedTransport: HTTPTransport, Sendable {
    /// A request as it would go over the wire.
    public struct Sent: Sendable {
        public let request: HTTPRequest
        public let body: [UInt8]
        public let limits: TransferLimits

        public var path: String { request.path ?? "" }
        public var text: String { String(decoding: body, as: UTF8.self) }

        public subscript(header: String) -> String? {
            HTTPField.Name(header).flatMap { request.headerFields[$0] }
        }
    }

    /// What is answered, in the pieces in which it arrives.
    public struct Answer: Sendable {
        public var status = 200
        public var headers: [String: String] = [:]
        public var pieces: [[UInt8]]
        /// How the body ends, when it does not end well.
        public var failure: TransportError?

        public init(
            status: Int = 200,
            headers: [String: String] = [:],
            pieces: [[UInt8]],
            failure: TransportError? = nil
        ) {
            self.status = status
            self.headers = headers
            self.pieces = pieces
            self.failure = failure
        }

        /// Server-sent events.
        public static func events(_ pieces: String..., failure: TransportError? = nil) -> Answer {
            Answer(
                headers: ["Content-Type": "text/event-stream"],
                pieces: pieces.map { Array($0.utf8) },
                failure: failure
            )
        }
    }

    private let log = Mutex<[Sent]>([])
    private let answer: @Sendable (Sent, Int) throws -> Answer
    private let closed = Mutex(0)

    /// How many bodies were let go of.
    public var closedBodies: Int { closed.withLock(\.self) }

    /// - Parameter answer: Given a request and its number from 0, the status, the headers and the body to answer with.
    public init(_ answer: @escaping @Sendable (Sent, Int) throws -> (Int, [String: String], String)) {
        self.answer = { sent, number in
            let (status, headers, text) = try answer(sent, number)
            return Answer(status: status, headers: headers, pieces: text.isEmpty ? [] : [Array(text.utf8)])
        }
    }

    /// - Parameter answer: Given a request and its number from 0, what to answer with, piece by piece.
    public static func pieces(_ answer: @escaping @Sendable (Sent, Int) throws -> Answer) -> ScriptedTransport {
        ScriptedTransport(answer)
    }

    private init(_ answer: @escaping @Sendable (Sent, Int) throws -> Answer) { self.answer = answer }

    /// Answers every request with the same JSON.
    public convenience init(json: String) {
        self.init { _, _ in (200, [:], json) }
    }

    public var sent: [Sent] { log.withLock(\.self) }

    public func send(_ request: HTTPRequest, body: RequestBody, limits: TransferLimits) async throws -> HTTPReply {
        let bytes: [UInt8] =
            switch body {
            case .empty: []
            case .bytes(let bytes): bytes
            case .file(let file, let offset, let length): try file.read(at: offset, count: Int(length))
            }
        let sent = Sent(request: request, body: bytes, limits: limits)
        let number = log.withLock { log in
            log.append(sent)
            return log.count - 1
        }
        let answer = try answer(sent, number)
        var fields = HTTPFields()
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        let owner = Owner { [self] in closed.withLock { $0 += 1 } }
        return HTTPReply(
            head: HTTPResponse(status: .init(code: answer.status), headerFields: fields),
            body: HTTPBody(Pieces(answer: answer, owner: owner))
        )
    }
}

/// A body that counts as closed when nobody holds it any more, as a connection does.
private struct Pieces: AsyncSequence, Sendable {
    let answer: ScriptedTransport.Answer
    let owner: Owner

    struct AsyncIterator: AsyncIteratorProtocol {
        let sequence: Pieces
        var place = 0

        mutating func next() async throws -> [UInt8]? {
            try Task.checkCancellation()
            guard place < sequence.answer.pieces.count else {
                if let failure = sequence.answer.failure { throw failure }
                return nil
            }
            defer { place += 1 }
            return sequence.answer.pieces[place]
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(sequence: self) }
}

private final class Owner: Sendable {
    private let onEnd: @Sendable () -> Void
    init(_ onEnd: @escaping @Sendable () -> Void) { self.onEnd = onEnd }
    deinit { onEnd() }
}
