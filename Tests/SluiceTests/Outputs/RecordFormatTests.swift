import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RecordFormatTests {
    @Test func everyFormatHasAnExtensionOfItsOwn() {
        let names = RecordFormats.all.map { $0.fileExtension }
        #expect(Set(names).count == names.count)
        #expect(Recipe.Output.Format.allCases.map(\.rawValue) == ["json"] + names)
    }

    @Test func theListNamesWhatAFormatIsForOnce() {
        #expect(RecordFormats.list == "txt, md, srt, vtt, tsv (transcripts), xmp (photos)")
    }

    @Test func aFormatThatIsNotRegisteredHasNoName() {
        #expect(Recipe.Output.Format(rawValue: "docx") == nil)
        #expect(Recipe.Output.Format(rawValue: "srt") == .srt)
    }

    /// The HTML report and the Markdown beside it.
    @Test(arguments: AnswerFields.titles)
    func aTitleIsTheSameInTheReportAndInMarkdown(name: String) throws {
        let record = Finished.record([name: "A cat on a wall", "people": 2])
        #expect(ReportAnswer(record, named: "cat.jpg").fields["h"] == "A cat on a wall")
        #expect(try Finished.written(record, .md)?.hasPrefix("# A cat on a wall\n") == true)
    }

    @Test func theListThatATranscriptIsMadeFromIsNoOtherTimelineInTheReport() throws {
        let data: JSONValue = ["cues": [["start_time": "0:00", "content": "Hello."]], "language": "en"]
        let segments = try #require(TimedSegments(data)).segments
        let fields = ReportAnswer(Finished.record(data, segments: segments), named: "talk.mp3").fields
        #expect(fields["l"]?.array?.count == 1)
        #expect(fields["o"] == ["language": "en"])
    }
}
