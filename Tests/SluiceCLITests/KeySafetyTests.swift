import Foundation
import Sluice
import TestSupport
import Testing

/// Where a key does not go.
struct KeySafetyTests {
    let folder = TemporaryFolder()

    @Test(arguments: [
        ["ask", "hi", "--base-url", "http://example.invalid"], ["files", "list", "--base-url", "http://10.9.8.7"],
        ["run", "describe-images", "photos", "-o", "out", "--base-url", "http://example.invalid"],
        ["emulator", "--port", "0", "--record", "tape", "--upstream", "http://example.invalid"],
    ])
    func notInClearOverANetwork(arguments: [String]) async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await sluice.run(arguments, in: folder.url, environment: ["GOOGLE_API_KEY": "secret-key"])
        #expect(result.code == 64, "\(result.errors)")
        #expect(result.errors.contains("--insecure-http"), "\(result.errors)")
        #expect(!result.errors.contains("secret-key"))
        #expect(!FileManager.default.fileExists(atPath: (folder / "out").path))
    }

    @Test func itCanBeAllowed() async throws {
        let result = try await sluice.run(
            ["files", "list", "--base-url", "http://no-such-host.invalid", "--insecure-http"],
            in: folder.url,
            environment: ["GOOGLE_API_KEY": "secret-key"]
        )
        #expect(!result.errors.contains("--insecure-http"), "\(result.errors)")
        #expect(result.code != 64)
    }

    #if os(Linux)
        @Test func notToTheBrowser() async throws {
            try folder.write(pixel, to: "photos/a.png")
            let run = ["run", "describe-images", "photos", "-o", "out", "--offline"]
            #expect(try await sluice.run(run, in: folder.url).code == 0)
            let browser = try folder.write(
                "#!/bin/sh\nenv > \"$OUTPUT.part\"; mv \"$OUTPUT.part\" \"$OUTPUT\"\n",
                to: "bin/xdg-open"
            )
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: browser.path)
            let seen = folder / "seen"
            let result = try await sluice.run(
                ["report", "out", "--open"],
                in: folder.url,
                environment: [
                    "GOOGLE_API_KEY": "secret-key", "GEMINI_API_KEY": "secret-key", "OUTPUT": seen.path,
                    "PATH": "\(folder.url.path)/bin:/usr/bin:/bin", "DISPLAY": ":7",
                ]
            )
            #expect(result.code == 0, "\(result.errors)")
            // Nobody waits for a browser.
            try await eventually("the tool runs") { FileManager.default.fileExists(atPath: seen.path) }
            let environment = try String(contentsOf: seen, encoding: .utf8)
            #expect(environment.contains("DISPLAY=:7"))
            #expect(!environment.contains("secret-key"))
        }
    #endif
}
