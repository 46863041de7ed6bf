import Foundation
import GeminiEmulator
import Testing

/// What a web page can have a browser send to a server on this machine.
@Suite struct WebPageTests {
    @Test(arguments: [
        ["Host: evil.example"], ["Host: 127.0.0.1.evil.example"], ["Host: localhost.evil.example:80"],
        ["Host: 192.168.1.2"], ["Host:"],
        ["Host: localhost", "Host: evil.example"], ["Host: localhost", "Origin: https://evil.example"],
        ["Host: localhost", "Origin: null"], ["Host: localhost", "Origin: http://localhost.evil.example"],
        ["Host: localhost", "Origin: file://"], ["Host: localhost", "Sec-Fetch-Site: cross-site"],
    ])
    func isRefusedOnEveryPath(headers: [String]) async throws {
        let desk = Desk()
        try await withEmulatorServer(desk.emulator) { url in
            for line in [
                "GET /emulator/stats", "POST /emulator/reset", "POST /emulator/faults", "OPTIONS /emulator/faults",
                "GET /v1beta/files",
                "POST /v1beta/interactions", "GET /", "POST /upload/v1beta/files",
            ] {
                let lines =
                    ["\(line) HTTP/1.1"] + headers + ["x-goog-api-key: k", "Connection: close", "Content-Length: 2"]
                let answer = try await Socket.exchange(url, lines.joined(separator: "\r\n") + "\r\n\r\n{}")
                #expect(answer.hasPrefix("HTTP/1.1 4"), "\(line): \(answer.prefix(60))")
                #expect(!answer.lowercased().contains("access-control-allow"))
            }
        }
        #expect(desk.emulator.statistics.generations == 0)
    }

    @Test(arguments: [
        ["Host: localhost"], ["Host: LOCALHOST:8787"], ["Host: 127.0.0.1"], ["Host: [::1]:80"],
        ["Host: sluice.localhost"],
        ["Host: emulator:8787"], ["Host: localhost", "Origin: http://localhost:3000"],
        ["Host: localhost", "Sec-Fetch-Site: none"],
    ])
    func clientsOfThisMachineAreAnswered(headers: [String]) async throws {
        try await withEmulatorServer(Desk().emulator, allowedHosts: ["Emulator"]) { url in
            let lines = ["GET /v1beta/files HTTP/1.1"] + headers + ["x-goog-api-key: k", "Connection: close"]
            let answer = try await Socket.exchange(url, lines.joined(separator: "\r\n") + "\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(answer.prefix(60))")
        }
    }
}
