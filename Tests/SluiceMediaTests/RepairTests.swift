import SluiceMedia
import Testing

struct RepairTests {
    let scratch = Scratch()

    @Test(
        arguments: [
            (Made.brand("isom", "mp42") + Made.movie("soun"), "audio/m4a"),
            (Made.brand("isom", "mp42") + Made.movie("soun", "vide"), "video/mp4"),
            (Made.brand("MSNV", "mp42") + Made.movie("soun", "vide"), "video/mp4"),
            (Made.brand("hvc1") + Made.movie("vide"), "video/mp4"),
            (Made.brand("cmfc") + Made.movie("vide"), "video/mp4"),
            (Made.brand("f4v ") + Made.movie("vide", "soun"), "video/mp4"),
            (Made.brand("XAVC") + Made.movie("vide", "soun"), "video/mp4"),
            (Made.brand("M4A ") + Made.movie("soun", "vide"), "audio/m4a"),
            (Made.brand("qt  ") + Made.movie("vide"), "video/mov"),
            (Made.brand("3gp4") + Made.movie("soun"), "audio/m4a"),
            (Made.box("wide") + Made.box("mdat", Made.zeros(64)) + Made.movie("vide"), "video/mov"),
            (Made.brand("mif1", "heic") + Made.box("meta", Made.zeros(8)), "image/heic"),
            (Made.brand("mif1", "miaf") + Made.box("meta", Made.zeros(8)), "image/heif"),
            (Made.matroska("webm", tracks: [1, 2]), "video/webm"),
            (Made.matroska("webm", tracks: [2]), "audio/webm"),
            (Made.windowsMedia([Made.windowsSound, Made.windowsPicture]), "video/wmv"),
            (Made.mpegAudio(frames: 6), "audio/mpeg"),
            (Made.zeros(300) + Made.mpegAudio(frames: 4), "audio/mpeg"),
            (Made.tag(200_000) + Made.zeros(5) + Made.mpegAudio(frames: 4), "audio/mpeg"),
            (Made.zeros(30) + Made.tag(900) + Made.zeros(7) + Made.mpegAudio(frames: 4), "audio/mpeg"),
            (Array("ID3".utf8) + [4, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F] + Made.mpegAudio(frames: 4), "audio/mpeg"),
            (Made.ogg("OpusHead"), "audio/opus"),
            (Array("junk\nmore junk\n\(Made.pdf)".utf8), "application/pdf"),
            ([0xFF, 0, 0xFE] + Array(Made.pdf.utf8), "application/pdf"),
            (Array("x".utf8), "text/plain"),
        ] as [([UInt8], MediaType)]
    )
    func theContentIsKnownWithoutAName(bytes: [UInt8], type: MediaType) async throws {
        #expect(try await scratch.detect("nameless", bytes).type == type)
    }

    @Test(
        arguments: [
            (Made.brand("mif1", "avif") + Made.box("meta", Made.zeros(8)), "AVIF"),
            (Made.matroska("matroska", tracks: [1, 2]), "Matroska video"),
            (Made.matroska("matroska", tracks: [2]), "Matroska audio"),
            (Made.windowsMedia([Made.windowsSound]), "Windows Media audio"),
            (Made.transportStream(packets: 8), "transport stream"),
            (Made.transportStream(packets: 8, ahead: 4), "transport stream"),
            (Array("caff".utf8) + [0, 1, 0, 0] + Array("desc".utf8) + Made.zeros(60), "Core Audio"),
        ] as [([UInt8], String)]
    )
    func whatCannotBeSentIsNamedWithAWayOut(bytes: [UInt8], name: String) async throws {
        let detection = try await scratch.detect("nameless", bytes)
        #expect(detection.type == nil)
        #expect(detection.modality == nil)
        #expect(detection.reason?.contains(name) == true)
        #expect(detection.reason?.contains("ffmpeg") == true)
    }

    @Test(arguments: [
        ("word/document.xml", "wordprocessingml.document"), ("xl/workbook.xml", "spreadsheetml.sheet"),
        ("ppt/presentation.xml", "presentationml.presentation"),
    ])
    func anOfficeFileIsKnownWhateverComesFirst(part: String, kind: String) async throws {
        let picture = [UInt8](repeating: 0xA7, count: 200_000)
        let archive = Made.zip(("media/image1.png", picture), (part, []), ("[Content_Types].xml", []))
        let detection = try await scratch.detect("nameless", archive)
        #expect(detection.type?.rawValue == "application/vnd.openxmlformats-officedocument.\(kind)")
        #expect(detection.modality == .document)
    }

    @Test func anArchiveIsNoDocument() async throws {
        let folder = try await scratch.detect("nameless", Made.zip(("word/readme.txt", [0x61]), ("word/a.txt", [0x62])))
        #expect(folder.type == nil)
        let detection = try await scratch.detect("a.docx", Made.zip(("notes.txt", [0x61]), ("word/document.xml", [])))
        #expect(detection.type == nil)
        #expect(detection.disagrees)
    }

    @Test func aTextThatSpeaksOfPDFIsText() async throws {
        // libmagic itself takes the mark near the beginning for a PDF.
        let prose =
            String(repeating: "Some words. ", count: 30) + "A document begins with %PDF-1.4, says the standard.\n"
        #expect(try await scratch.detect("nameless", prose).type == .plainText)
    }

    @Test func whatLeavesLibmagicWithoutAnAnswerIsUnknown() async throws {
        let bytes: [UInt8] =
            [0xFF, 0xFE, 0, 0, 0, 0x3C, 0x6D, 0, 0x65, 0, 0x20, 0] + [UInt8](repeating: 0xFD, count: 40)
        let detection = try await scratch.detect("nameless", bytes)
        #expect(detection.type == nil)
        #expect(detection.reason != nil)
    }

    @Test func whatWasDecidedIsExplained() async throws {
        let detection = try await scratch.detect("nameless", Made.zeros(300) + Made.mpegAudio(frames: 4))
        #expect(detection.detected == .unknown)
        #expect(detection.repair?.contains("300 bytes") == true)
        #expect(try await scratch.detect("nameless", Made.png).repair == nil)
    }

    /// Every head that a repair reads, cut at every length and with lengths that lie.
    @Test(arguments: [
        Made.brand("isom", "mp42") + Made.movie("soun"),
        Made.brand("mif1", "heic"),
        Made.matroska("webm", tracks: [2]),
        Made.windowsMedia([Made.windowsSound]),
        Made.ogg("OpusHead"),
        Made.zip(("word/document.xml", []), ("[Content_Types].xml", [])),
        Made.tag(40) + Made.mpegAudio(frames: 1),
    ])
    func hostileBytesEndInSomeAnswer(bytes: [UInt8]) async throws {
        var seed: UInt64 = 7
        for length in stride(from: 1, to: min(bytes.count, 240), by: 3) {
            var cut = Array(bytes.prefix(length))
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let answers = try await (
                scratch.detect("cut", cut),
                { () async throws -> Detection in
                    cut[Int(seed >> 33) % cut.count] = seed & 1 << 20 == 0 ? 0xFF : 0
                    return try await scratch.detect("bent", cut)
                }()
            )
            #expect((answers.0.type == nil) == (answers.0.reason != nil))
            #expect((answers.1.type == nil) == (answers.1.reason != nil))
        }
    }
}
