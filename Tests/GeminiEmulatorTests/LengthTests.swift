import Foundation
import HTTPTypes
import StructuredJSON
import TestSupport
import Testing

@testable import GeminiEmulator

/// How long media play, by their own headers.
@Suite struct LengthTests {
    let folder = TemporaryFolder()

    static let samples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "samples")

    static func has(_ tool: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }

    @Test(arguments: [
        ("audio/made-amiable.wav", 3.29), ("audio/more-amiable-woman.flac", 6.05),
        ("audio/not-ill-disposed.mp3", 3.096),
        ("video/deep-field.mp4", 6.0),
    ])
    func aSampleTellsItsLength(name: String, seconds: Double) throws {
        let length = try #require(MediaLength.seconds(of: Self.samples.appending(path: name).path))
        #expect(abs(length - seconds) < 0.12, "\(length)")
    }

    @Test(
        .enabled(if: has("ffmpeg"), "needs ffmpeg"),
        arguments: [
            ("a.ogg", ["-c:a", "libvorbis"]), ("a.opus", ["-c:a", "libopus"]), ("a.mka", ["-c:a", "flac"]),
            ("a.webm", ["-c:a", "libopus"]), ("a.avi", ["-c:v", "mpeg4"]), ("a.mkv", ["-c:v", "mpeg4"]),
            ("a.mp3", ["-b:a", "64k", "-write_xing", "0"]), ("a.mov", ["-c:v", "mpeg4"]),
        ]
    )
    func aContainerTellsItsLength(name: String, coding: [String]) async throws {
        let isFilm = coding[0] == "-c:v"
        let source = isFilm ? "testsrc=d=2.5:s=64x48:r=10" : "sine=d=2.5:r=48000"
        let file = folder / name
        let made = try await Program(at: "/usr/bin/env").run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source] + coding + [file.path]
        )
        try #require(made.code == 0, "\(made.errors)")
        let length = try #require(MediaLength.seconds(of: file.path))
        #expect(abs(length - 2.5) < 0.15, "\(length)")
    }

    @Test(arguments: [
        "", "RIFF....WAVE", "RIFF....AVI ", "fLaC", "OggS", "ID3", "\u{1A}E",
        "RIFF0000WAVEdata\u{FF}\u{FF}\u{FF}\u{FF}",
    ])
    func whatIsBrokenHasNone(text: String) throws {
        try folder.write(text, to: "broken")
        #expect(MediaLength.seconds(of: (folder / "broken").path) == nil)
    }

    @Test(.enabled(if: has("ffmpeg"), "needs ffmpeg"))
    func aFilmShowsAPicture() async throws {
        let desk = Desk { $0.tools = .installed }
        let film = try await desk.upload(.sample("video/deep-field.mp4"), type: "video/mp4")
        let picture = film["videoMetadata"]?["videoThumbnailBytes"]?.string.flatMap { Data(base64Encoded: $0) }
        #expect(picture?.starts(with: [0xFF, 0xD8, 0xFF]) == true)
        let name = film["name"]?.string ?? ""
        #expect(try await desk.call(.get, "/v1/\(name)").json == film)
    }

    @Test(
        arguments: [
            (["start_offset": "1s"], 74), (["end_offset": "2.5s"], 80),
            (["start_offset": "1s", "end_offset": "2s"], 32),
            (["start_offset": "60s"], 0), ([:], 106),
        ] as [(JSONObject, Int)]
    )
    func aPartOfARecordingCostsItsPart(offsets: JSONObject, tokens: Int) async throws {
        var processing: JSONObject = ["type": "static"]
        processing.merge(offsets)
        let data = Data(try [UInt8].sample("audio/made-amiable.wav")).base64EncodedString()
        let block: JSONValue = [
            "type": "audio", "data": .string(data), "mime_type": "audio/wav", "processing": .object(processing),
        ]
        let answer = try await Desk().create(["model": "gemini-3.5-flash", "input": [block]])
        let counted = try #require(answer.json["usage"]?["total_input_tokens"]?.number?.int)
        #expect(abs(counted - tokens) <= 2, "\(counted)")
    }

    @Test(arguments: [(1e300, 200), (0.5, 200), (0, 400), (-1, 400)])
    func aRateOfPicturesIsAboveZero(rate: Double, status: Int) async throws {
        let film = Data(try [UInt8].sample("video/deep-field.mp4")).base64EncodedString()
        let block: JSONValue = [
            "type": "video", "data": .string(film), "mime_type": "video/mp4",
            "processing": ["type": "static", "fps": rate.json],
        ]
        #expect(try await Desk().create(["model": "gemini-3.5-flash", "input": [block]]).status == status)
    }

    @Test(arguments: ["10", "1:30", "-1s", "s", "1.s", "1e3s"])
    func anOffsetOfAnotherFormIsRefused(offset: String) async throws {
        let desk = Desk()
        let block: JSONValue = [
            "type": "audio", "data": "AAAA", "mime_type": "audio/wav",
            "processing": ["type": "static", "start_offset": .string(offset)],
        ]
        #expect(try await desk.create(["model": "gemini-3.5-flash", "input": [block]]).status == 400)
        #expect(desk.emulator.statistics.violations == ["wrong type": 1])
    }
}
