import NIOCore
import NIOHTTP1
import SluiceHTTP

/// Turns what a client sends into requests: small ones whole, large ones as they arrive. What can be answered without
/// waiting is answered here and now, on the connection's own thread.
final class RequestHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case idle
        case collecting(HTTPRequestHead, [UInt8])
        case streaming
        /// The connection ends with the answers that are under way.
        case over
    }

    /// In bytes; larger bodies are read as somebody asks for them.
    private static let largestWhole = 64 << 10

    private let answerer: any Answerer
    private let arrivals: Arrivals
    private var state = State.idle
    private var hasWritten = false

    init(_ answerer: any Answerer, _ arrivals: Arrivals) {
        self.answerer = answerer
        self.arrivals = arrivals
    }

    func channelActive(context: ChannelHandlerContext) {
        answerer.counters.connected()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        answerer.counters.disconnected()
        arrivals.finish()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // The client sends no more, but may still wait for an answer.
        if case ChannelEvent.inputClosed = event { arrivals.finish() }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        state = .over
        if error is HTTPParserError, arrivals.areAnswered {
            let refusal = Refusal.payload("The request is no HTTP.", "malformed HTTP")
            answerer.counters.refused(refusal.violation)
            write(refusal.reply, isHead: false, keepAlive: false, context)
            context.flush()
        } else {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (_, .over): return
        case (.head(let head), _): begin(head)
        case (.body(let buffer), .collecting(let head, var bytes)):
            state = .idle
            bytes.append(contentsOf: buffer.readableBytesView)
            state = .collecting(head, bytes)
        case (.body(let buffer), _): arrivals.add(.chunk(Array(buffer.readableBytesView)))
        case (.end, .collecting(let head, let bytes)):
            state = .idle
            take(head, bytes, context)
        case (.end, _):
            state = .idle
            arrivals.add(.end)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if case .collecting(let head, let bytes) = state, head.uri.hasPrefix("/upload/") {
            // The rest may never come, and what came of an upload counts.
            state = .streaming
            arrivals.add(.head(head))
            if !bytes.isEmpty { arrivals.add(.chunk(bytes)) }
        }
        if hasWritten { context.flush() }
        hasWritten = false
        context.fireChannelReadComplete()
    }

    /// What nobody takes is not read.
    func read(context: ChannelHandlerContext) {
        if !arrivals.pauses() { context.read() }
    }

    private func begin(_ head: HTTPRequestHead) {
        let length = EmulatorRequest.length(head)
        // Who asks whether to send waits for a word.
        if let length, length <= Self.largestWhole, !head.headers.contains(name: "expect") {
            state = .collecting(head, [])
        } else {
            state = .streaming
            arrivals.add(.head(head))
        }
    }

    private func take(_ head: HTTPRequestHead, _ bytes: [UInt8], _ context: ChannelHandlerContext) {
        guard let request = EmulatorRequest(head, body: .bytes(bytes)) else { return context.close(promise: nil) }
        guard context.channel.isWritable, arrivals.areAnswered, let reply = answerer.answerAtOnce(request) else {
            return arrivals.add(.request(request, head))
        }
        write(reply, isHead: head.method == .HEAD, keepAlive: head.isKeepAlive, context)
    }

    private func write(_ reply: EmulatorReply, isHead: Bool, keepAlive: Bool, _ context: ChannelHandlerContext) {
        guard case .bytes(let bytes) = reply.body else { return context.close(promise: nil) }
        hasWritten = true
        context.write(wrapOutboundOut(.head(HTTPResponseHead(reply, keepAlive: keepAlive))), promise: nil)
        if !bytes.isEmpty, !isHead {
            var buffer = context.channel.allocator.buffer(capacity: bytes.count)
            buffer.writeBytes(bytes)
            context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        }
        guard !keepAlive else { return context.write(wrapOutboundOut(.end(nil)), promise: nil) }
        state = .over
        let written = context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        written.futureResult.whenComplete { _ in channel.close(promise: nil) }
        context.write(wrapOutboundOut(.end(nil)), promise: written)
    }
}
