import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A port on 127.0.0.1 and those who connect to it.
struct Listener: Sendable {
    typealias Client = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>

    let url: URL
    private let channel: NIOAsyncChannel<Client, Never>

    init(port: Int) async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
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
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    return try Client(wrappingChannelSynchronously: channel)
                }
            }
        guard let bound = channel.channel.localAddress?.port, let url = URL(string: "http://127.0.0.1:\(bound)") else {
            throw ChannelError.unknownLocalAddress
        }
        self.url = url
    }

    /// Answers until cancelled.
    @concurrent
    func serve(_ answerer: any Answerer) async throws {
        try await channel.executeThenClose { clients in
            try await withThrowingDiscardingTaskGroup { group in
                for try await client in clients {
                    group.addTask(executorPreference: LoopExecutor(client.channel.eventLoop)) {
                        await Connection(client: client, answerer: answerer).serve()
                    }
                }
            }
        }
    }
}
