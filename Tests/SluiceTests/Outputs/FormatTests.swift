import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct FormatTests {
    private static let picture: JSONValue = [
        "title": "A cat on a wall", "alt_text": "A tabby cat\nsits on a wall.", "description": "It looks at the sea.",
        "tags": ["cat", "wall", "cat"], "people": 0, "text_in_image": nil,
    ]

    @Test func theTextOfAPictureIsItsAltText() throws {
        #expect(try Finished.written(Finished.record(Self.picture), .txt) == "A tabby cat sits on a wall.\n")
    }

    @Test func theTextOfAFreeAnswerIsTheAnswer() throws {
        #expect(try Finished.written(Finished.record(text: "Hello\r\nthere\n"), .txt) == "Hello\nthere\n")
    }

    @Test func theTextOfOtherAnswersHasAFieldALine() throws {
        let data: JSONValue = [
            "kind": "invoice",
            "keyPoints": ["Paid in full and on time, as agreed in the contract of last year.", "No. 7"],
            "amounts": [["label": "Total", "value": 12.50, "currency": nil]], "codes": ["a", "b"], "note": "two\nlines",
        ]
        #expect(
            try Finished.written(Finished.record(data), .txt) == """
                Kind: invoice
                Key points:
                  - Paid in full and on time, as agreed in the contract of last year.
                  - No. 7
                Amounts:
                  - Label: Total
                    Value: 12.5
                Codes: a, b
                Note: two
                  lines

                """
        )
    }

    @Test func theTextOfATranscriptNamesWhoeverBeginsToSpeak() throws {
        #expect(
            try Finished.written(Finished.record(segments: Finished.talk), .txt)
                == "Ann: The boats are in. All of them.\n\nBen: Then nobody is missing.\n"
        )
        let alone = Finished.talk.prefix(2).map {
            Transcript.Segment(start: $0.start, end: $0.end, speaker: "Speaker 1", text: $0.text)
        }
        #expect(try Finished.written(Finished.record(segments: alone), .txt) == "The boats are in. All of them.\n")
        // Where nobody speaks, too, the file is there.
        #expect(try Finished.written(Finished.record(segments: []), .txt) == "\n")
    }

    @Test func aPictureIsACardInMarkdown() throws {
        #expect(
            try Finished.written(Finished.record(Self.picture), .md) == """
                # A cat on a wall

                > A tabby cat sits on a wall.

                It looks at the sea.

                - **Tags:** cat, wall, cat
                - **People:** 0

                ---

                trip/cat.jpg · gemini-3.5-flash

                """
        )
    }

    @Test func listsOfObjectsAreTablesInMarkdown() throws {
        let data: JSONValue = ["amounts": [["label": "Net | gross", "value": 12.5], ["label": "Tax", "value": nil]]]
        let text = try Finished.written(Finished.record(data), .md)
        #expect(
            text?.contains("## Amounts\n\n| Label | Value |\n| --- | --- |\n| Net \\| gross | 12.5 |\n| Tax |  |")
                == true
        )
    }

    @Test func aTranscriptHasTimesInMarkdown() throws {
        let text = try Finished.written(Finished.record(segments: Finished.talk, path: "talk.mp3"), .md)
        #expect(
            text?.hasPrefix("# talk.mp3\n\n`0:00` **Ann:** The boats are in. All of them.\n\n`0:06` **Ben:**") == true
        )
    }

    @Test func subtitlesNameSpeakersWhereTheyChange() throws {
        #expect(
            try Finished.written(Finished.record(segments: Finished.talk), .srt) == """
                1
                00:00:00,500 --> 00:00:05,000
                Ann: The boats are in. All of them.

                2
                00:00:06,000 --> 00:00:08,500
                Ben: Then nobody is missing.

                """
        )
    }

    @Test func webVTTIsStrictlyWellFormed() throws {
        let file = try #require(try Finished.written(Finished.record(segments: Finished.talk), .vtt))
        let cues = try WebVTTReader.cues(of: file)
        #expect(cues.map(\.start) == [0.5, 6])
        #expect(
            cues.map(\.payload) == [
                ["<v Ann>The boats are in. All of them.</v>"], ["<v Ben>Then nobody is missing.</v>"],
            ]
        )
    }

    @Test func theTableHasASegmentALine() throws {
        #expect(
            try Finished.written(Finished.record(segments: Finished.talk), .tsv) == """
                start\tend\tspeaker\ttext
                0.500\t3.000\tAnn\tThe boats are in.
                3.200\t5.000\tAnn\tAll of them.
                6.000\t8.500\tBen\tThen nobody is missing.

                """
        )
    }

    @Test(arguments: [Recipe.Output.Format.srt, .vtt, .tsv])
    func timesThatCannotBeRightMakeNoSubtitles(format: Recipe.Output.Format) throws {
        let record = Finished.record(segments: Finished.talk, problems: ["all segments begin at 0:00"])
        #expect(try Finished.written(record, format) == nil)
        #expect(try Finished.written(record, .txt)?.hasPrefix("Ann: ") == true)
        #expect(try Finished.written(record, .md)?.contains("cannot be right:** all segments begin") == true)
    }

    @Test(arguments: Recipe.Output.Format.allCases)
    func aFailedItemHasNone(format: Recipe.Output.Format) throws {
        var record = Finished.record(Self.picture)
        record.fail(Failure(kind: .blocked, message: "Refused"))
        #expect(try Finished.written(record, format) == nil)
    }

    @Test func anAnswerWithoutTitleAndTheLikeHasNoSidecar() throws {
        #expect(try Finished.written(Finished.record(["people": 3]), .xmp) == nil)
    }

    @Test func exiftoolReadsTheSidecar() async throws {
        guard let exiftool = Program.installed("exiftool") else { return }
        let folder = TemporaryFolder()
        let text = try #require(try Finished.written(Finished.record(Self.picture), .xmp))
        let file = try folder.write(Data(text.utf8), to: "cat.jpg.xmp")
        let result = try await exiftool.run([
            "-json", "-Title", "-Description", "-AltTextAccessibility", "-Subject", "-Validate", file.path,
        ])
        let facts = try JSONValue(parsing: Array(result.output.utf8))[0]
        #expect(facts?["Title"] == "A cat on a wall")
        #expect(facts?["Description"] == "It looks at the sea.")
        #expect(facts?["AltTextAccessibility"]?.string?.hasPrefix("A tabby cat") == true)
        #expect(facts?["Subject"] == ["cat", "wall"])
        #expect(
            facts?["Validate"]?.string?.hasPrefix("OK") == true || facts?["Validate"] == "0 0 0",
            "\(result.output)"
        )
    }

    @Test func ffmpegReadsTheSubtitles() async throws {
        guard let ffprobe = Program.installed("ffprobe") else { return }
        let folder = TemporaryFolder()
        let record = Finished.record(segments: Recital(seconds: 120).heard(in: 0..<120))
        for format in [Recipe.Output.Format.srt, .vtt] {
            let text = try #require(try Finished.written(record, format))
            let file = try folder.write(Data(text.utf8), to: "talk.\(format.rawValue)")
            let arguments = [
                "-v", "warning", "-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0",
            ]
            let result = try await ffprobe.run(arguments + [file.path])
            #expect(result.errors.isEmpty)
            #expect(
                Int(result.output.prefix { $0.isNumber }) == text.split(separator: "\n").count { $0.contains(" --> ") }
            )
        }
    }
}
