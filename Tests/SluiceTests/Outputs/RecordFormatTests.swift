import Foundation
import Sluice
import StructuredJSON
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct RecordFormatTests {
    @Test func everyFormatHasAnExtensionOfItsOwn() {
        let names = RecordFormats.all.map { $0.fileExtension }
        #expect(Set(names).count == names.count)
        #expect(OutputFormat.allCases.map(\.rawValue) == ["json"] + names)
    }

    @Test func theListNamesWhatAFormatIsForOnce() {
        #expect(RecordFormats.list == "txt, md, srt, vtt, tsv (transcripts), xmp (photos)")
    }

    @Test func aFormatThatIsNotRegisteredHasNoName() {
        #expect(OutputFormat(rawValue: "docx") == nil)
        #expect(OutputFormat(rawValue: "srt") == .srt)
    }

    @Test func theReadMeNamesEveryFormat() throws {
        let readMe = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../README.md")
        let text = try String(contentsOf: readMe.standardizedFileURL, encoding: .utf8)
        for format in RecordFormats.all { #expect(text.contains("`\(format.fileExtension)`"), "\(format)") }
    }

    @Test(arguments: OutputFormat.allCases)
    func aRecordGivesTheBytesThatARunWrites(format: OutputFormat) throws {
        let record = Finished.record(segments: Finished.talk)
        let written = try Finished.written(record, format)
        let own = try record.data(as: format).map { String(decoding: $0, as: UTF8.self) }
        #expect(format == .json ? try Record(parsing: Array((own ?? "").utf8)) == record : own == written)
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
