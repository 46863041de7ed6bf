import Foundation
import Sluice
import StructuredJSON

@testable import SluiceEngine
@testable import SluiceGemini

/// Records of items that were completed.
enum Finished {
    static func record(
        _ data: JSONValue? = nil,
        text: String = "",
        segments: [Transcript.Segment]? = nil,
        problems: [String] = [],
        path: String = "trip/cat.jpg"
    ) -> Record {
        var record = Record(
            source: [.init(path: path, bytes: 3, sha256: "00")],
            recipe: .init(name: "test", sha256: "11", model: "gemini-3.5-flash"),
            started: Date(timeIntervalSince1970: 0)
        )
        let text = data?.text() ?? text
        record.turns = [.init(text: text, status: "completed")]
        let transcript = segments.map { Transcript(segments: $0, problems: problems) }
        record.output = .init(text: text, data: data, transcript: transcript)
        return record
    }

    static func written(_ record: Record, _ format: Recipe.Output.Format, template: String? = nil) throws -> String? {
        var output = Recipe.Output()
        output.formats = [.json, format]
        output.templates[format] = try template.map { try OutputTemplate($0, isMarkdown: format == .md) }
        return try OutputWriter(output).data(of: record, as: format).map { String(decoding: $0, as: UTF8.self) }
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
