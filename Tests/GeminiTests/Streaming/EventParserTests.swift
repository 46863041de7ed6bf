import Testing

@testable import Gemini

struct EventParserTests {
    @Test(
        arguments: [
            ("data: a\n\n", ["message|a"]),
            ("data: a\r\rdata: b\r\r", ["message|a", "message|b"]),
            ("event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", ["x|a", "message|b"]),
            ("\u{FEFF}data: a\n\n", ["message|a"]),
            ("data: \u{FEFF}a\n\n", ["message|\u{FEFF}a"]),
            (": keep-alive\n\ndata: a\n: in between\n\n", ["message|a"]),
            ("data: a\ndata: b\ndata:\n\n", ["message|a\nb\n"]),
            ("data:a\ndata:  b\n\n", ["message|a\n b"]),
            ("data\ndata\n\n", ["message|\n"]),
            ("event: x\n\ndata: a\n\n", ["message|a"]),
            ("id: 1\nretry: 5\nunheard: of\nevent: x\ndata: a\n\n", ["x|a"]),
            ("event: x\nevent: y\ndata: {\"a\":\"b: c\"}\n\n", ["y|{\"a\":\"b: c\"}"]),
            ("data: cut off\n", []),
            ("data: grüße, 東京\r\n\r\n", ["message|grüße, 東京"]),
            ("\n\n\r\n\rdata: a\n\n\n\n", ["message|a"]),
        ] as [(String, [String])]
    )
    func isTheSameHoweverTheBytesAreCut(stream: String, events: [String]) throws {
        let bytes = Array(stream.utf8)
        for cut in 0...bytes.count {
            #expect(try parsed([Array(bytes[..<cut]), Array(bytes[cut...])]) == events, "cut at \(cut)")
        }
        #expect(try parsed(bytes.map { [$0] }) == events)
    }

    @Test func anEventBeyondTheLimitIsRefusedHoweverItGrows() {
        for stream in ["data: 0123456789", "data: 0123456\ndata: 0123456\n\n"] {
            var parser = EventParser(limit: 14)
            let error = #expect(throws: GeminiError.self) {
                for byte in Array(stream.utf8) + Array(stream.utf8) { _ = try parser.push([byte]) }
            }
            #expect(error?.kind == .tooLarge)
        }
    }

    private func parsed(_ pieces: [[UInt8]]) throws -> [String] {
        var parser = EventParser()
        return try pieces.flatMap { try parser.push($0) }.map {
            "\($0.name)|\(String(decoding: $0.data, as: UTF8.self))"
        }
    }
}
