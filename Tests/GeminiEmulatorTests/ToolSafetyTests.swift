import Foundation
import SluiceMedia
import StructuredJSON
import TestSupport
import Testing

@testable import GeminiEmulator

/// Media that would have a program read other files, and what programs are told of this process.
@Suite struct ToolSafetyTests {
    let folder = TemporaryFolder()

    @Test(
        .enabled(if: MediaTool("ffmpeg") != nil && MediaTool("ffprobe") != nil),
        arguments: [
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://FILE\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile 'FILE'\n",
            "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nother.wav\n#EXT-X-ENDLIST\n", "v=0\nm=audio 1 RTP/AVP 0\n",
        ]
    )
    func aPlaylistReadsNoOtherFile(text: String) async throws {
        let other = try folder.write(Data(wave()), to: "other.wav")
        let list = try folder.write(text.replacing("FILE", with: other.path), to: "list.m3u8")
        let tools = ToolBox(.installed)
        let output = folder / "out.wav"
        let input = MediaTool.ffmpegInput(list.path)
        await #expect(throws: ToolFailure.self) {
            try await tools.run(.ffmpeg, ["-nostdin", "-v", "error"] + input + ["-y", output.path])
        }
        await #expect(throws: ToolFailure.self) { try await tools.run(.ffprobe, Probe.arguments(list.path)) }
        #expect(!FileManager.default.fileExists(atPath: output.path))
        // What it names can be read by itself.
        let direct = MediaTool.ffmpegInput(other.path)
        _ = try await tools.run(.ffmpeg, ["-nostdin", "-v", "error"] + direct + ["-y", output.path])
    }

    @Test(.enabled(if: MediaTool("env") != nil)) func aProgramKnowsNothingOfTheEnvironment() async throws {
        let environment = try await #require(MediaTool("env")).run([], within: .seconds(60), threads: 1)
        let names = String(decoding: environment, as: UTF8.self).split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(Set(names).subtracting(["PATH", "HOME", "TMPDIR", "LC_ALL", "OMP_THREAD_LIMIT"]).isEmpty)
        #expect(String(decoding: environment, as: UTF8.self).contains("HOME=/nonexistent"))
    }

    @Test(.enabled(if: MediaTool("tesseract") != nil)) func aListThatCallsItselfAPictureIsNotRead() async throws {
        let sign = try [UInt8].sample("images/harbour-sign.png")
        let picture = try folder.write(Data(sign), to: "sign.png")
        var finder = MediaFacts(kind: "image", format: "PNG")
        let list = try folder.write(Data("\(picture.path)\n".utf8), to: "list.png")
        let facts = FactFinder(tools: .installed, storage: StorageFolder(nil))
        try await facts.look(at: list.path, into: &finder)
        #expect(finder.text == nil)
        try await facts.look(at: picture.path, into: &finder)
        #expect(finder.text?.isEmpty == false)
    }

    /// A tenth of a second of silence.
    private func wave() -> [UInt8] {
        func little(_ number: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(number >> (8 * UInt32($0)) & 0xFF) }
        }
        let samples = [UInt8](repeating: 0, count: 1600)
        return Array("RIFF".utf8) + little(36 + 1600, 4) + Array("WAVEfmt ".utf8) + little(16, 4) + little(1, 2)
            + little(1, 2)
            + little(8000, 4) + little(16000, 4) + little(2, 2) + little(16, 2) + Array("data".utf8) + little(1600, 4)
            + samples
    }
}
