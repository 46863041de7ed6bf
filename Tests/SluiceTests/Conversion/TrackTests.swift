import Foundation
import Sluice
import SluiceMedia
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// What is kept of recordings and films that are converted, and what is said of the rest.
struct TrackTests {
    private let folder = TemporaryFolder()
    private static let hasFFmpeg = MediaTool("ffmpeg") != nil && MediaTool("ffprobe") != nil

    private func make(_ name: String, _ arguments: [String]) async throws -> DiscoveredFile {
        let tool = try #require(MediaTool("ffmpeg"))
        let path = (folder / name).path
        try await tool.run(["-nostdin", "-v", "error", "-y"] + arguments + ["file:\(path)"], within: .seconds(60))
        return DiscoveredFile(path: path, root: path, rootName: "", relativePath: name)
    }

    private func read(_ file: DiscoveredFile, _ media: String = "convert: auto") async throws -> MediaFile {
        let yaml = "sluice: 1\nmodel: m\nmedia: {\(media)}\nturns: [{input: [{media: files}]}]\n"
        var reader = MediaReader(try Recipe(yaml: yaml, file: "test.yaml"), for: Capabilities())
        reader.converter.cache = ConversionCache(folder: folder / "cache")
        return try await reader.read(file)
    }

    private let sound = ["-f", "lavfi", "-i", "sine=d=0.5:r=16000", "-ac", "1"]

    @Test(.enabled(if: hasFFmpeg), arguments: ["radio.ts", "sound.avi", "sound.flv", "sound.mkv"])
    func whatHoldsSoundAloneIsConvertedToSound(name: String) async throws {
        let codec = name.hasSuffix("ts") ? ["-c:a", "aac"] : ["-c:a", "libmp3lame", "-ar", "22050"]
        let media = try await read(try await make(name, sound + codec))
        #expect(media.type == .flac)
        #expect(media.modality == .audio)
    }

    private func film() async throws -> DiscoveredFile {
        let picture = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=0.5"]
        let second = ["-f", "lavfi", "-i", "sine=f=880:d=0.5:r=16000"]
        let maps = [
            "-map", "0:v", "-map", "1:a", "-map", "2:a", "-metadata:s:a:0", "language=deu", "-metadata:s:a:1",
            "language=eng",
        ]
        return try await make(
            "film.mkv",
            picture + sound.dropLast(2) + second + maps + ["-c:v", "mpeg4", "-c:a:0", "aac", "-c:a:1", "libmp3lame"]
        )
    }

    private func codec(_ media: MediaFile) async throws -> String? {
        let streams = try await StreamList.read(
            media.url.lastPathComponent,
            in: media.url.deletingLastPathComponent().path,
            of: .mp4
        )
        #expect(streams?.audio.count == 1)
        return streams?.audio.first?.codec
    }

    @Test(.enabled(if: hasFFmpeg)) func aSecondSoundTrackIsChosenOrSaidToBeLeftOut() async throws {
        let film = try await film()
        let first = try await read(film)
        #expect(try await codec(first) == "aac")
        #expect(first.notes.first?.contains("only number 1 is sent, and not 2 (eng, mp3)") == true, "\(first.notes)")
        #expect(try await read(film).notes == first.notes)
        let second = try await read(film, "convert: auto, audio_track: 2")
        #expect(try await codec(second) == "mp3")
        #expect(second.notes.first?.contains("not 1 (deu, aac)") == true)
        #expect(try await codec(try await read(film, "convert: auto, audio_track: en")) == "mp3")
        let error = await #expect(throws: MediaError.self) { try await read(film, "convert: auto, audio_track: 3") }
        #expect(error?.description.contains("2 sound tracks, and not number 3") == true, "\(String(describing: error))")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: (folder / "cache").path).allSatisfy {
                !$0.hasPrefix(".")
            }
        )
    }

    @Test(.enabled(if: hasFFmpeg)) func anAnimationIsOnePictureAndSaysSo() async throws {
        let arguments = ["-f", "lavfi", "-i", "testsrc=size=16x16:rate=5:duration=1"]
        let media = try await read(try await make("a.gif", arguments))
        #expect(media.notes == ["of its 5 pictures only the first is sent"])
    }

    @Test(
        .enabled(if: hasFFmpeg),
        arguments: ["scan[1].ppm", "-v.ppm", "%03d.ppm", "@a.ppm", "mvg:a.ppm", "concat:a|b.ppm", "a b'\"$.ppm"]
    )
    func aNameIsNeverAPattern(name: String) async throws {
        // The neighbour that a pattern would find.
        try folder.write(Data("P6 1 1 255\n".utf8) + Data([255, 0, 0]), to: "scan1.ppm")
        try folder.write(Data("P6 1 1 255\n".utf8) + Data([255, 0, 0]), to: "001.ppm")
        let url = try folder.write(Data("P6 2 1 255\n".utf8) + Data([1, 2, 3, 200, 201, 202]), to: name)
        let media = try await read(DiscoveredFile(path: url.path, root: url.path, rootName: "", relativePath: name))
        let facts = try await MediaInspector.shared.facts(media.url.path)
        #expect((facts.width, facts.height) == (2, 1))
    }

    @Test func aTrackIsPartOfTheRecipeWhereItIsNamed() throws {
        func canonical(_ media: String) throws -> JSONValue {
            try Recipe(
                yaml: "sluice: 1\nmodel: m\nmedia: {\(media)}\nturns: [{input: [{media: files}]}]\n",
                file: "t.yaml"
            ).canonical
        }
        #expect(try canonical("convert: auto").object?["audio_track"] == nil)
        #expect(try canonical("convert: auto, audio_track: 2") != canonical("convert: auto"))
        #expect(throws: RecipeError.self) { try canonical("audio_track: 2") }
        #expect(throws: RecipeError.self) { try canonical("convert: auto, audio_track: 0") }
    }
}
