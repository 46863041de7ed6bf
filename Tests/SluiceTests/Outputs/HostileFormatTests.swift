import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct HostileFormatTests {
    private static let data: JSONValue = [
        "title": .string(Finished.hostile), "alt_text": .string(Finished.hostile), "tags": [.string(Finished.hostile)],
        "rows": [["=cmd": .string(Finished.hostile)]], "<b>": "x",
    ]

    private static let segments: [Transcript.Segment] = [
        .init(start: 0, end: 4, speaker: Finished.hostile, text: Finished.hostile),
        .init(start: 5, end: 9, speaker: "=1", text: "-->\n\n1\n00:00:00,000 --> 00:00:09,000\n=HYPERLINK(1)"),
    ]

    private static func all() throws -> [String] {
        let name = "a\n<img src=x>\u{1B}]0;x\u{7}.jpg"
        let records = [
            Finished.record(data, path: name), Finished.record(segments: segments, path: name),
            Finished.record(text: Finished.hostile, path: name),
        ]
        return try records.flatMap { record in
            try Recipe.Output.Format.allCases.compactMap { try Finished.written(record, $0) }
        }
    }

    @Test func noFormatHasControlCharactersOrTurnsTheDirection() throws {
        let texts = try Self.all()
        #expect(texts.count == 11)
        for text in texts {
            let odd = text.unicodeScalars.filter { scalar in
                let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
                return isControl || (0x7F..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
            }
            #expect(odd.isEmpty, "\(text)")
        }
    }

    @Test func markdownHasNoTagsAndNoLinks() throws {
        for record in [Finished.record(Self.data), Finished.record(segments: Self.segments)] {
            let text = try #require(try Finished.written(record, .md))
            #expect(!text.contains(/(?:^|[^\\])<[a-z\/]/))
            #expect(!text.contains(/[^\\]\]\(/))
        }
        #expect(
            try Finished.written(Finished.record(text: "a <b>c</b>\n`<i>`\n```\n<u>\n```"), .md)
                == "a &lt;b>c&lt;/b>\n`<i>`\n```\n<u>\n```\n"
        )
    }

    @Test func webVTTStaysWellFormed() throws {
        let text = try #require(try Finished.written(Finished.record(segments: Self.segments), .vtt))
        let cues = try WebVTTReader.cues(of: text)
        #expect(cues.contains { $0.text.contains("<script>") })
        #expect(cues.allSatisfy { $0.end <= 9.01 })
    }

    @Test(arguments: ["A--", "--", "A-->", "B--\n>", "<v C>--"])
    func noSpeakerMakesAnArrowOfTheTagBehindTheName(speaker: String) throws {
        let segments = [Transcript.Segment(start: 0, end: 4, speaker: speaker, text: "Hello")]
        let text = try #require(try Finished.written(Finished.record(segments: segments), .vtt))
        #expect(text.split(separator: "\n").filter { $0.contains("-->") }.count == 1)
        #expect(text.hasSuffix(">Hello</v>\n"))
    }

    @Test func subRipHasOnlyItsOwnArrowsAndNoTags() throws {
        let text = try #require(try Finished.written(Finished.record(segments: Self.segments), .srt))
        let arrows = text.split(separator: "\n").filter { $0.contains("-->") }
        #expect(arrows.allSatisfy { $0.wholeMatch(of: /\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}/) != nil })
        #expect(!text.contains(/<[A-Za-z\/]/))
        #expect(!text.contains("{\\"))
    }

    @Test func noCellOfTheTableBeginsLikeAFormula() throws {
        let text = try #require(try Finished.written(Finished.record(segments: Self.segments), .tsv))
        let cells = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false)
        }
        #expect(cells.count == 2)
        #expect(cells.allSatisfy { $0.count == 4 && $0.dropFirst(2).allSatisfy { !"=+-@".contains($0.first ?? " ") } })
    }

    @Test func theSidecarIsXMLWhateverIsInIt() throws {
        let text = try #require(try Finished.written(Finished.record(Self.data), .xmp))
        let items = text.matches(of: /<rdf:li[^>]*>([^<]*)<\/rdf:li>/).map(\.1)
        #expect(items.count == 4)
        #expect(
            items.allSatisfy {
                $0.hasPrefix("&lt;script&gt;alert(1)&lt;/script&gt; --&gt; &quot;quoted&quot; 'and' &amp; =1+1")
            }
        )
    }
}
