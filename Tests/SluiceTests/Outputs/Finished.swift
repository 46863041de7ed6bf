import Foundation
import StructuredJSON

@testable import Sluice

/// Records of items that were completed.
enum Finished {
    static func record(
        _ data: JSONValue? = nil,
        text: String = "",
        segments: [Transcript.Segment]? = nil,
        problems: [String] = [],
        path: String = "trip/cat.jpg"
    ) -> JSONValue {
        var record = ResultRecord(
            source: [.init(path: path, bytes: 3, sha256: "00", detection: nil, modified: nil)],
            recipe: .init(name: "test", sha256: "11", model: "gemini-3.5-flash", serviceTier: "standard"),
            timing: .init(started: Date(timeIntervalSince1970: 0))
        )
        record.turns = [.init(text: data?.text() ?? text, interactionID: nil, status: "completed", usage: nil)]
        record.data = data
        record.transcript = segments.map { Transcript(segments: $0, problems: problems) }
        return record.json
    }

    static func written(_ record: JSONValue, _ format: Recipe.Output.Format, template: String? = nil) throws -> String?
    {
        var output = Recipe.Output()
        output.formats = [.json, format]
        output.templates[format] = try template.map { try OutputTemplate($0, isMarkdown: format == .md) }
        return OutputWriter(output).text(of: record, as: format)
    }

    static let talk: [Transcript.Segment] = [
        .init(start: 0.5, end: 3, speaker: "Ann", text: "The boats are in."),
        .init(start: 3.2, end: 5, speaker: "Ann", text: "All of them."),
        .init(start: 6, end: 8.5, speaker: "Ben", text: "Then nobody is missing."),
    ]

    /// What a model might say to do harm.
    static let hostile =
        "<script>alert(1)</script> --> \"quoted\" 'and' & =1+1 [x](javascript:alert(1)) \u{1B}[31mred\u{7}\u{202E}gnp.exe\u{202C} {\\an8} \u{0}]]>"
}
