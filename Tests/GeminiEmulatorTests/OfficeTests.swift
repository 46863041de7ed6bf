import Foundation
import StructuredJSON
import Testing

@testable import GeminiEmulator

/// What Office documents say, taken from their XML.
@Suite struct OfficeTests {
    static let isReady = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/unzip") }

    static let office = "application/vnd.openxmlformats-officedocument."
    static let sheet = """
        <?xml version="1.0"?><worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row r="2"><c r="A2"><v>3.5</v></c><c r="C2" t="inlineStr"><is><t>a, b</t></is></c></row></sheetData></worksheet>
        """
    static let strings = "<sst><si><t>price</t></si><si><r><t>wh</t></r><r><t>at &amp; why</t></r></si></sst>"
    static let documents: [(String, [(String, String)], String)] = [
        (
            office + "wordprocessingml.document",
            [
                (
                    "word/document.xml",
                    """
                    <w:document><w:body><w:p><w:r><w:t>Tide</w:t></w:r><w:r><w:t xml:space="preserve"> table</w:t></w:r></w:p>
                    <w:p><w:r><w:t>Low &lt; high&#33;</w:t><w:tab/><w:t>end</w:t></w:r></w:p></w:body></w:document>
                    """
                )
            ], "Tide table\nLow < high! end"
        ),
        (
            office + "presentationml.presentation",
            [
                ("ppt/slides/slide1.xml", "<p:sld><a:p><a:r><a:t>One</a:t></a:r></a:p></p:sld>"),
                ("ppt/slides/slide2.xml", "<p:sld><a:p><a:r><a:t>Two</a:t></a:r></a:p></p:sld>"),
            ], "One\nTwo"
        ),
        (
            office + "spreadsheetml.sheet", [("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)],
            "price,,what & why\n3.5,,\"a, b\""
        ),
        (
            "application/vnd.oasis.opendocument.text",
            [("content.xml", "<o><text:h>Head</text:h><text:p>A <text:span>word</text:span>.</text:p></o>")],
            "Head\nA word."
        ),
        (
            "application/vnd.oasis.opendocument.spreadsheet",
            [
                (
                    "content.xml",
                    """
                    <o><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
                    <table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>b</text:p>\
                    </table:table-cell></table:table-row><table:table-row><table:table-cell/></table:table-row></o>
                    """
                )
            ], "a,,,b"
        ),
    ]

    @Test(.enabled(if: isReady, "needs unzip"), arguments: documents)
    func aDocumentIsRead(type: String, members: [(String, String)], text: String) async throws {
        let archive = members.reduce(Archive()) { $0.adding($1.0, $1.1) }
        let data = Data(archive.bytes).base64EncodedString()
        let block: JSONValue = ["type": "document", "mime_type": .string(type), "data": .string(data)]
        let answer = try await Desk { $0.tools = .installed }.ask([
            ["type": "text", "text": "Transcribe only."], block,
        ])
        #expect(answer == text)
    }

    @Test(.enabled(if: isReady, "needs unzip"))
    func oneSheetOfAWorkbookCanBeAskedFor() async throws {
        let second = Self.sheet.replacing("3.5", with: "7.5")
        let archive = Archive().adding("xl/worksheets/sheet1.xml", Self.sheet)
            .adding("xl/worksheets/sheet2.xml", second).adding("xl/sharedStrings.xml", Self.strings)
        let block: JSONValue = [
            "type": "document", "mime_type": .string(Self.office + "spreadsheetml.sheet"),
            "data": .string(Data(archive.bytes).base64EncodedString()),
            "processing": ["type": "static", "spreadsheet_options": ["sheet_index": 2]],
        ]
        let answer = try await Desk { $0.tools = .installed }.ask([["type": "text", "text": "Transcribe."], block])
        #expect(answer.contains("7.5"))
        #expect(!answer.contains("3.5"))
    }

    @Test(.enabled(if: isReady, "needs unzip"))
    func anArchiveThatIsNoneIsSaidSo() async throws {
        let block: JSONValue = [
            "type": "document", "mime_type": .string(Self.office + "wordprocessingml.document"), "data": "AAAA",
        ]
        let answer = try await Desk { $0.tools = .installed }.ask([["type": "text", "text": "Read it."], block])
        #expect(answer.contains("unzip could not read it"))
    }

    @Test func markupIsReadPieceByPiece() {
        var markup = Markup(Array("<?xml?><!-- c --><a b=\"1\">x &amp; &#x41;&nope;<c d='2'/></a><".utf8))
        var pieces: [Markup.Piece] = []
        while let piece = markup.next() { pieces.append(piece) }
        #expect(
            pieces == [
                .open("a", attributes: " b=\"1\""), .text("x & A&nope;"), .open("c", attributes: " d='2'/"),
                .close("c"),
                .close("a"),
            ]
        )
    }
}
