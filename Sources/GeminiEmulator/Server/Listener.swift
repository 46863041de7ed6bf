import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A port on 127.0.0.1 and those who connect to it.
struct Listener: Sendable {
    let url: URL
    private let channel: NIOAsyncChannel<Connection, Never>

    /// - Throws: ``PortUnavailable``.
    init(port: Int, _ answerer: any Answerer) async throws {
        do {
            channel = try await Self.bind(port, answerer)
        } catch {
            throw PortUnavailable(port: port, error)
        }
        guard let bound = channel.channel.localAddress?.port, let url = URL(string: "http://127.0.0.1:\(bound)") else {
            throw ChannelError.unknownLocalAddress
        }
        self.url = url
    }

    private static func bind(
        _ port: Int,
        _ answerer: any Answerer
    ) async throws -> NIOAsyncChannel<Connection, Never> {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // A client may close its side and still wait for the answer.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: 16 << 10, maximum: 512 << 10)
            )
            .bind(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let arrivals = Arrivals()
                    let pipeline = channel.pipeline.syncOperations
                    // Requests wait for their turn in the arrivals, and headers are checked where they are made.
                    try pipeline.configureHTTPServerPipeline(
                        withPipeliningAssistance: false,
                        withErrorHandling: false,
                        withOutboundHeaderValidation: false
                    )
                    try pipeline.addHandler(RequestHandler(answerer, arrivals))
                    return Connection(channel: channel, arrivals: arrivals, answerer: answerer)
                }
            }
    }

    /// Answers until cancelled.
    @concurrent
    func serve() async throws {
        try await channel.executeThenClose { clients in
            try await withThrowingDiscardingTaskGroup { group in
                for try await client in clients {
                    group.addTask(executorPreference: LoopExecutor(client.channel.eventLoop)) { await client.serve() }
                }
            }
        }
    }
}
