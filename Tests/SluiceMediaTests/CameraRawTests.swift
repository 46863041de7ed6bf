import SluiceMedia
import Testing

struct CameraRawTests {
    let scratch = Scratch()

    @Test(arguments: [
        ("NIKON CORPORATION", "image/x-nikon-nef"), ("SONY", "image/x-sony-arw"),
        ("PENTAX Corporation", "image/x-pentax-pef"),
        ("Phase One", "image/x-dcraw"),
    ])
    func aRawPictureIsKnownByItsMaker(maker: String, type: String) async throws {
        let raw = Made.tiff([(256, 160), (257, 120)], maker: maker, below: [(256, 6000), (257, 4000), (262, 32803)])
        let detection = try await scratch.detect("nameless", raw)
        #expect(detection.detected == "image/tiff")
        #expect(detection.content.rawValue == type)
        #expect(detection.type == nil)
        #expect(detection.reason?.contains("darktable-cli") == true)
        let facts = try await MediaInspector.shared.facts(scratch.file("raw", raw))
        #expect(facts.width == 6000)
        #expect(facts.height == 4000)
        #expect(facts.exif["Make"] == maker)
    }

    @Test func aNegativeThatStatesItsVersionIsDNG() async throws {
        let detection = try await scratch.detect("a.dng", Made.tiff([(0xC612, 0x0401)], maker: "Apple"))
        #expect(detection.content == "image/x-adobe-dng")
        #expect(!detection.disagrees)
    }

    @Test func aPictureOfTheSameMakerStaysAPicture() async throws {
        let picture = Made.tiff([(256, 160), (257, 120), (262, 2)], maker: "NIKON", below: [(262, 2)])
        #expect(try await scratch.detect("nameless", picture).type == "image/tiff")
    }

    @Test(
        arguments: [
            (Array("IIU\0".utf8) + [24, 0, 0, 0] + Made.zeros(60), "image/x-panasonic-rw2"),
            (Made.brand("crx ", "isom") + Made.zeros(60), "image/x-canon-cr3"),
            (Array("FUJIFILMCCD-RAW 0201FF159502".utf8) + Made.zeros(60), "image/x-fuji-raf"),
        ] as [([UInt8], MediaType)]
    )
    func othersAreKnownByTheirBeginning(bytes: [UInt8], type: MediaType) async throws {
        let detection = try await scratch.detect("nameless", bytes)
        #expect(detection.content == type)
        #expect(detection.reason?.contains("raw picture") == true)
    }
}
