import Foundation
import SluiceMedia
import SluiceReportPage
import SluiceSupport
import StructuredJSON

/// The page before and behind its data.
struct PageParts {
    private let before: String
    private let behind: String

    init() {
        let parts = ReportPage.html.components(separatedBy: "<!--data-->")
        before = parts.first ?? ""
        behind = parts.dropFirst().joined()
    }

    func head(title: String) -> String {
        let style = ReportPage.style
        return before.replacing("<!--policy-->", with: Self.policy(style: style, script: ReportPage.script))
            .replacing("<!--style-->", with: style)
            .replacing("<!--title-->", with: title.escaped(for: .html))
    }

    func about(_ about: JSONValue) -> [UInt8] {
        Array("<script type=\"application/json\" id=\"about\">".utf8) + HTMLText.json(about) + Array("</script>\n".utf8)
    }

    var tail: String { behind.replacing("<!--script-->", with: ReportPage.script) }

    /// Our own style and script by their digests, media from files or from the server of the page, and nothing else.
    private static func policy(style: String, script: String) -> String {
        [
            "default-src 'none'", "script-src \(source(script))", "style-src \(source(style))",
            "img-src 'self' file:", "media-src 'self' file:", "base-uri 'none'", "form-action 'none'",
        ].joined(separator: "; ")
    }

    private static func source(_ text: String) -> String {
        var digester = SHA256Digester()
        digester.update(Array(text.utf8))
        return "'sha256-\(Data(digester.finish()).base64EncodedString())'"
    }
}
