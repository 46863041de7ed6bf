import SluiceMedia
import Testing

struct SpellingTests {
    let scratch = Scratch()

    @Test(
        arguments: [
            ("a.csv", "one;two\n1;2\n", "text/csv", .document),
            ("a.tsv", "one\ttwo\n1\t2\n", "text/plain", .text),
            ("a.md", "# Title\n\nSome words.\n", "text/plain", .text),
            ("a.json", "{\"a\": [1, 2, 3]}", "text/plain", .text),
            ("a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n", "text/plain", .text),
            ("a.xml", "<?xml version=\"1.0\"?><a/>", "text/plain", .text),
            ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>", "text/plain", .text),
            ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHello\n", "text/plain", .text),
            ("a.py", "#!/usr/bin/env python3\nprint(1)\n", "text/plain", .text),
            ("a.txt", "yes, it is\nno, it is not\nwell, who knows\n", "text/plain", .text),
            ("a.pdf", Made.pdf, "application/pdf", .document),
            ("a.ul", "\u{7f}\u{7e}~~}}||", "audio/mulaw", .audio),
        ] as [(String, String, MediaType, Modality)]
    )
    func textIsTextWhateverItsKind(name: String, text: String, type: MediaType, modality: Modality) async throws {
        let detection = try await scratch.detect(name, text)
        #expect(detection.type == type)
        #expect(detection.modality == modality)
        #expect(!detection.disagrees)
    }

    @Test(
        arguments: [
            ("a.png", Made.png, false), ("a.jpg", Made.png, true), ("a", Made.png, false), ("a.xyz", Made.png, false),
            ("a.PNG", Made.png, false), ("a.txt", Made.png, true),
            ("a.mp4", Made.brand("isom") + Made.movie("soun"), false),
            ("a.m4a", Made.brand("isom") + Made.movie("vide"), true),
            ("a.ogg", Made.ogg("OpusHead"), false), ("a.wma", Made.windowsMedia([Made.windowsSound]), false),
            ("a.jpg", Made.text("<html><body>Not found</body></html>\n"), true),
            ("a.md", Made.text("plain words\n"), false), ("a.png", [0x9A, 0x01, 0xFE, 0x00, 0x9A, 0x13], false),
        ] as [(String, [UInt8], Bool)]
    )
    func onlyARealDifferenceIsADisagreement(name: String, bytes: [UInt8], disagrees: Bool) async throws {
        #expect(try await scratch.detect(name, bytes).disagrees == disagrees)
    }

    @Test(
        arguments: [
            ("a.jpeg", "image/jpeg"), ("a.mov", "video/mov"), ("a.mkv", "video/x-matroska"), ("a.wav", "audio/wav"),
            ("a.tar.json", "text/plain"), (".png", nil), ("a.", nil), ("png", nil),
        ] as [(String, MediaType?)]
    )
    func theClaimOfANameIsInTheServicesWords(name: String, claimed: MediaType?) async throws {
        #expect(try await scratch.detect(name, Made.png).claimed == claimed)
    }

    @Test func aTypeDropsItsParametersAndItsCase() {
        #expect(MediaType(rawValue: "Text/HTML; charset=UTF-8") == "text/html")
    }
}
