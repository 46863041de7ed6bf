import Foundation
import Sluice
import SluiceMedia
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct ConversionTests {
    private let folder = TemporaryFolder()
    private static let hasMagick = MediaTool("convert") != nil || MediaTool("magick") != nil
    private static let hasFFmpeg = MediaTool("ffmpeg") != nil

    private let recipe = """
        sluice: 1
        model: m
        media: {convert: auto}
        turns: [{input: [{media: files}]}]
        """

    /// Two grey pixels, as the Netpbm formats write them.
    private let picture = Data("P6 2 1 255\n".utf8) + Data([1, 2, 3, 200, 201, 202])

    private func reader(_ yaml: String? = nil) throws -> MediaReader {
        var reader = MediaReader(try Recipe(yaml: yaml ?? recipe, file: "test.yaml"), for: Capabilities())
        reader.converter.cache = ConversionCache(folder: folder / "cache")
        return reader
    }

    private func file(_ data: Data, _ name: String) throws -> DiscoveredFile {
        let url = try folder.write(data, to: name)
        return DiscoveredFile(path: url.path, root: url.path, rootName: "", relativePath: name)
    }

    private func kept() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: (folder / "cache").path)
    }

    @Test(.enabled(if: hasMagick || hasFFmpeg))
    func whatCannotBeSentIsSentAsWhatCan() async throws {
        let file = try file(picture, "a.ppm")
        let media = try await reader().read(file)
        #expect(media.type == .png)
        #expect(media.modality == .image)
        #expect(media.original?.detection.content == "image/x-portable-pixmap")
        #expect(media.original?.bytes == Int64(picture.count))
        #expect(media.identity == SHA256Digester.hex(of: Array(picture)))
        #expect(media.identity != media.sha256)
        #expect(try Data(contentsOf: file.url) == picture)
        #expect(try kept() == ["\(media.identity).png"])
    }

    @Test func aConversionThatOthersMayBeSendingIsNotTouched() throws {
        let cache = ConversionCache(folder: folder / "cache")
        try folder.write("made", to: "cache/abc.png")
        let path = (folder / "cache/abc.png").path
        func modified() throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        }
        let recent = Date.now.addingTimeInterval(-60)
        try FileManager.default.setAttributes([.modificationDate: recent], ofItemAtPath: path)
        let before = try modified()
        #expect(cache.found("abc", suffix: "png") != nil)
        #expect(try modified() == before)
        let old = Date.now.addingTimeInterval(-90_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        #expect(cache.found("abc", suffix: "png") != nil)
        #expect(try modified()?.timeIntervalSinceNow ?? -1e9 > -3600)
    }

    @Test(.enabled(if: hasMagick || hasFFmpeg))
    func pagesThatAreNotSentAreSaidToBeSo() async throws {
        // Two directories of one black pixel each.
        func directory(at offset: UInt32, next: UInt32) -> Data {
            let entries: [(UInt16, UInt16, UInt32)] = [
                (256, 4, 1), (257, 4, 1), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, offset + 102), (277, 3, 1),
                (279, 4, 1),
            ]
            var data = Data()
            func add<Number: FixedWidthInteger>(_ number: Number) {
                for place in 0..<Number.bitWidth / 8 { data.append(UInt8(truncatingIfNeeded: number >> (place * 8))) }
            }
            add(UInt16(entries.count))
            for (tag, type, value) in entries {
                add(tag)
                add(type)
                add(UInt32(1))
                add(value)
            }
            add(next)
            return data + Data([0, 0])
        }
        let picture = Data("II*\0\u{8}\0\0\0".utf8) + directory(at: 8, next: 112) + directory(at: 112, next: 0)
        let media = try await reader().read(file(picture, "scan.tiff"))
        #expect(media.type == .png)
        #expect(media.leftOutPages == 1)
        let again = try await reader().read(file(picture, "copy.tiff"))
        #expect(again.leftOutPages == 1)
        let note = Record.Source("scan.tiff", media).converted
        #expect(note?.leftOutPages == 1)
    }

    @Test(.enabled(if: hasMagick || hasFFmpeg))
    func whatIsConvertedOnceIsFoundAgainByItsContent() async throws {
        let first = try await reader().read(file(picture, "a.ppm"))
        let made = try FileManager.default.attributesOfItem(atPath: first.url.path)[.systemFileNumber] as? Int
        let second = try await reader().read(file(picture, "copy.ppm"))
        let found = try FileManager.default.attributesOfItem(atPath: second.url.path)[.systemFileNumber] as? Int
        #expect(second.url == first.url)
        #expect(made == found)
    }

    @Test(.enabled(if: hasMagick || hasFFmpeg))
    func theRecordSaysWhatWasMadeOfWhat() async throws {
        let media = try await reader().read(file(picture, "a.ppm"))
        let source = Record.Source("a.ppm", media)
        #expect(source.detectedMIMEType == "image/x-portable-pixmap")
        #expect(source.mimeType == "image/png")
        #expect(source.sha256 == media.identity)
        #expect(source.converted?.mimeType == "image/png")
        #expect(source.converted?.sha256 == media.sha256)
    }

    @Test(.enabled(if: hasFFmpeg)) func soundBecomesFLAC() async throws {
        let sun = Data(".snd".utf8) + Data([0, 0, 0, 24, 0, 0, 3, 32, 0, 0, 0, 3, 0, 0, 0x1F, 0x40, 0, 0, 0, 1])
        let media = try await reader().read(file(sun + Data(count: 800), "a.au"))
        #expect(media.type == .flac)
        #expect(media.modality == .audio)
    }

    @Test(.enabled(if: hasFFmpeg)) func aVideoIsPackedAnewWhenItsCodecsMayStay() throws {
        var facts = MediaFacts()
        facts.codecs = ["h264", "aac"]
        let plan = try #require(ConversionPlan(for: "video/x-matroska", facts))
        #expect(plan.attempts.first?.arguments("in", "out").contains("copy") == true)
        facts.codecs = ["theora", "vorbis"]
        let other = try #require(ConversionPlan(for: "video/ogg", facts))
        #expect(other.attempts.allSatisfy { !$0.arguments("in", "out").contains("copy") })
    }

    @Test func nothingIsConvertedUnasked() async throws {
        let file = try file(picture, "a.ppm")
        let yaml = recipe.replacing("media: {convert: auto}\n", with: "")
        let error = await #expect(throws: MediaError.self) { try await reader(yaml).read(file) }
        #expect(error?.kind == .unsupported)
        #expect(!FileManager.default.fileExists(atPath: (folder / "cache").path))
    }

    @Test func whatIsBrokenIsRefusedAndLeavesNothingBehind() async throws {
        let broken = Data("P6 9000 9000 255\n".utf8) + Data(count: 10)
        let file = try file(broken, "a.ppm")
        let error = await #expect(throws: MediaError.self) { try await reader().read(file) }
        #expect(error?.kind == .unsupported)
        #expect(error?.hint != nil)
        #expect((try? kept()) ?? [] == [])
    }

    @Test(arguments: [
        "<image href=\"secret.png\"/>", "<image xlink:href='file:///etc/x.png'/>", "<style>@import 'x';</style>",
    ])
    func aDrawingTakesInNothingElse(part: String) async throws {
        let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\(part)</svg>"
        let file = try file(Data(drawing.utf8), "a.svg")
        let error = await #expect(throws: MediaError.self) { try await reader().read(file) }
        #expect(error?.description.contains("other files") == true, "\(String(describing: error))")
    }

    @Test func aRecipeDeclaresWhatFilesAre() async throws {
        let yaml = """
            sluice: 1
            model: m
            select: {types: {"*.pcm": audio/l16, "notes/**": text/csv}}
            turns: [{input: [{media: files}]}]
            """
        let sound = try await reader(yaml).read(file(Data("words\n".utf8), "a.pcm"))
        #expect(sound.type == "audio/l16")
        #expect(sound.modality == .audio)
        let table = try await reader(yaml).read(file(Data("a|b\n1|2\n".utf8), "notes/table"))
        #expect(table.type == .csv)
        #expect(table.detection.repair == "declared to be text/csv")
    }

    @Test(arguments: [
        ("{\"*.x\": image/avif}", "no type that the service takes"), ("{\"*.x\": image/pgn}", "image/png"),
        ("{\"[a\": image/png}", "not a pattern"), ("{\"*.x\": 3}", "should name a type"),
    ])
    func aWrongDeclarationIsAnErrorWithItsLine(types: String, words: String) throws {
        let yaml = "sluice: 1\nmodel: m\nselect: {types: \(types)}\nturns: [{input: [{media: files}]}]\n"
        let error = #expect(throws: RecipeError.self) { try Recipe(yaml: yaml, file: "test.yaml") }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.contains("test.yaml:3") == true)
    }
}
