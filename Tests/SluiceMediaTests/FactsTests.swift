import Foundation
import SluiceMedia
import Testing

struct FactsTests {
    let scratch = Scratch()
    private static let headers = MediaInspector(usesTools: false)
    private var inspector: MediaInspector { Self.headers }

    @Test func theCameraTellsAboutThePicture() async throws {
        let specimen = try #require(Specimen.all.first { $0.name == "turned.jpg" })
        let facts = try await inspector.facts(specimen.path)
        let wanted = [
            "Make": "Maker", "Model": "Camera 1", "DateTimeOriginal": "2024:05:06 07:08:09", "ExposureTime": "1/250",
            "FNumber": "2.8", "GPSLatitude": "48.2082", "GPSLongitude": "-16.3738", "Orientation": "6",
        ]
        for (name, value) in wanted { #expect(facts.exif[name] == value, "\(name)") }
        #expect(Set(facts.exif.keys).isSubset(of: EXIFTag.allNames))
    }

    @Test(
        arguments: [
            ("plain.mp4", ["h264", "aac"]), ("eight.webm", ["vp8", "vorbis"]), ("nine.webm", ["vp9", "opus"]),
            ("plain.mkv", ["h264", "aac"]), ("plain.ogv", ["theora", "vorbis"]), ("plain.wmv", ["wmv2", "wmav2"]),
            ("plain.avi", ["mpeg4", "mp3"]), ("plain.flv", ["flv1", "mp3"]), ("plain.flac", ["flac"]),
            ("layer-2.mp2", ["mp2"]), ("pcm-alaw.wav", ["pcm_alaw"]), ("lossless.m4a", ["alac"]),
            ("lossless.caf", ["alac"]), ("little.aifc", ["pcm_s16le"]), ("plain.png", []),
        ] as [(String, [String])]
    )
    func codecsHaveTheNamesOfFfmpeg(name: String, codecs: [String]) async throws {
        let specimen = try #require(Specimen.all.first { $0.name == name })
        #expect(try await inspector.facts(specimen.path).codecs == codecs)
    }

    @Test func whatSaysNothingHasNoFacts() async throws {
        let path = try scratch.file("a.txt", "Some words.\n")
        #expect(try await inspector.facts(path).isEmpty)
    }

    @Test func headersThatLieAreNotBelieved() async throws {
        // Nothing is as wide as that, and a picture without a height has no width either.
        var png = Made.png
        png.replaceSubrange(20..<24, with: [0, 0, 0, 0])
        let facts = try await inspector.facts(scratch.file("a.png", png))
        #expect(facts.width == nil)
        #expect(facts.height == nil)
    }

    /// Every file of the corpus, cut and bent: the readers end, whatever they find.
    @Test(arguments: Specimen.all.filter(\.hasFacts))
    func hostileHeadersEndInSomeFacts(specimen: Specimen) async throws {
        let bytes = try specimen.bytes()
        let content = try await MediaInspector.shared.detect(specimen.path).content
        var seed: UInt64 = 11
        for round in 0..<12 {
            var bent = Array(bytes.prefix(max(1, bytes.count * (round + 1) / 12)))
            for _ in 0..<round {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bent[Int(seed >> 33) % min(bent.count, 400)] = UInt8(truncatingIfNeeded: seed >> 20)
            }
            let path = try scratch.file("bent", bent)
            let facts = try await inspector.facts(path, of: content)
            #expect(facts.pages ?? 1 > 0)
            #expect(facts.duration?.isFinite != false)
        }
    }
}
