import Foundation
import TestSupport
import Testing

/// Words as they are made, from a service that waits between them.
struct AskStreamTests {
    @Test func theFirstWordsAreThereBeforeTheAnswerIsComplete() async throws {
        let arrived = DispatchSemaphore(value: 0)
        let server = try StreamServer { connection in
            try connection.send(
                StreamServer.event(
                    #"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":"first words"}}"#
                )
            )
            // Only once somebody has read them does the rest follow.
            guard arrived.wait(timeout: .now() + 60) == .success else { return }
            try connection.send(
                StreamServer.event(
                    #"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":", and the last"}}"#
                )
            )
            try connection.send(
                StreamServer.event(
                    #"{"event_type":"interaction.completed","interaction":{"id":"v1_a","status":"completed"}}"#
                )
            )
        }
        let result = try await run(server) { text, _ in
            if text == "first words" { arrived.signal() }
        }
        #expect(result.output == "first words, and the last\n")
        #expect(result.code == 0, "\(result.errors)")
    }

    @Test func aTruncatedStreamKeepsItsTextAndIsAFailure() async throws {
        let server = try StreamServer { connection in
            try connection.send(
                StreamServer.event(#"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":"half of"}}"#)
            )
        }
        let result = try await run(server)
        #expect(result.output == "half of\n")
        #expect(result.code == 1)
        #expect(result.errors.contains("before the answer was complete"))
    }

    @Test func anErrorInTheStreamKeepsTheTextToo() async throws {
        let server = try StreamServer { connection in
            try connection.send(
                StreamServer.event(#"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":"half of"}}"#)
            )
            try connection.send(
                StreamServer.event(#"{"event_type":"error","error":{"code":"prohibited_content","message":"No."}}"#)
            )
        }
        let result = try await run(server)
        #expect(result.output == "half of\n")
        #expect(result.code == 1)
        #expect(result.errors.contains("prohibited_content"))
    }

    @Test func ctrlCEndsItInOrder() async throws {
        let server = try StreamServer { connection in
            let words = #"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":"first words"}}"#
            try connection.send(StreamServer.event(words))
            connection.drain()
        }
        let result = try await run(server) { text, process in
            if text == "first words" { kill(process, SIGINT) }
        }
        #expect(result.code == 130)
        #expect(result.output == "first words\n")
        #expect(result.errors.isEmpty)
    }

    @Test func aTerminalIsShownWordsAsTheyComeAndObeysNoneOfThem() async throws {
        let server = try StreamServer { connection in
            for text in [#"a\u001b[2Jb"#, #"\u0007c\td\ne"#, #"\u202egpj.\u2066f\u200f"#] {
                let event = #"{"event_type":"step.delta","index":0,"delta":{"type":"text","text":"\#(text)"}}"#
                try connection.send(StreamServer.event(event))
            }
            let end = #"{"event_type":"interaction.completed","interaction":{"id":"v1_a","status":"completed"}}"#
            try connection.send(StreamServer.event(end))
        }
        let shown = try await sluice.onTerminal(
            ["ask", "hi", "--base-url", "http://127.0.0.1:\(server.port)"],
            environment: ["GOOGLE_API_KEY": "k"]
        )
        // Nor does it turn the direction of what follows.
        #expect(shown == "a[2Jbc\td\r\negpj.f\r\n")
    }

    @Test func aPipeGetsTheWordsAsTheyAre() async throws {
        let words = #"a\u001b[2Jb"#
        let server = try ScriptedServer(
            #"{"status":"completed","steps":[{"type":"model_output","content":[{"type":"text","text":"\#(words)"}]}]}"#
        )
        let result = try await sluice.run(
            ["ask", "hi", "--base-url", server.url.absoluteString],
            environment: ["GOOGLE_API_KEY": "k"]
        )
        #expect(result.output == "a\u{1B}[2Jb\n")
    }

    private func run(_ server: StreamServer, onOutput: @escaping @Sendable (String, CInt) -> Void = { _, _ in })
        async throws
        -> Program.Result
    {
        try await sluice.run(
            ["ask", "hi", "--stream", "--base-url", "http://127.0.0.1:\(server.port)"],
            environment: ["GOOGLE_API_KEY": "k"],
            onOutput: onOutput
        )
    }
}

/// Sends the head of a stream, does what a test says, and hangs up.
private struct StreamServer {
    private let server: RawServer
    var port: Int { server.port }

    init(_ serve: @escaping @Sendable (Connection) throws -> Void) throws {
        server = try RawServer { connection in
            guard let head = connection.head() else { return }
            _ = connection.body(ScriptedServer.length(in: head))
            try connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
            try serve(connection)
        }
    }

    static func event(_ json: String) -> String { "data: \(json)\n\n" }
}
