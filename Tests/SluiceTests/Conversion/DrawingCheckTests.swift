import Sluice
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct DrawingCheckTests {
    private func objection(_ part: String, ahead: String = "", attributes: String = "") -> String? {
        let space = "xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        return DrawingCheck("\(ahead)<svg \(space) width='9' height='9' \(attributes)>\(part)</svg>").objection
    }

    @Test(arguments: [
        "<image href=\"secret.png\"/>", "<image xlink:href='file:///etc/x.png'/>", "<style>@import 'x';</style>",
        "<image href=\"&#102;ile:///etc/x.png\"/>", "<image href=\"&#x73;ecret.png\"/>", "<use href=\"other.svg#a\"/>",
        "<image xl:href='a.png' xmlns:xl='http://www.w3.org/1999/xlink'/>", "<rect fill=\"url(other.svg#p)\"/>",
        "<rect style=\"fill:url(&quot;other.svg#p&quot;)\"/>", "<style>rect { fill: u\\72l(other.svg#p) }</style>",
        "<style><![CDATA[ @import url(x.css); ]]></style>", "<g xml:base=\"/etc/\"><image href=\"#a\"/></g>",
        "<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>", "<feImage href='secret.png'/>", "<script src='x.js'/>",
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>",
        "<style>rect { fill: url/**/(x) } rect { fill: url( 'x.svg#a' ) }</style>", "<IMAGE HREF='a.png'/>",
        "<image\nhref\n=\n'a.png'/>", "<tref xlink:href='http://example.org/a.svg#b'/>",
        "<style>rect { background: image-set('a.png' 1x) }</style>",
    ])
    func aDrawingThatTakesInOtherFilesIsRefused(part: String) {
        #expect(objection(part)?.contains("other files") == true)
    }

    @Test(arguments: [
        "<!DOCTYPE svg [<!ATTLIST image xlink:href CDATA 'secret.png'>]>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM '/etc/passwd'>]>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd' [ <!ENTITY % b SYSTEM 'b'> %b; ]>",
    ])
    func aDrawingWithDeclarationsOfItsOwnIsRefused(declaration: String) {
        #expect(objection("<image/>", ahead: declaration)?.contains("declares") == true)
    }

    @Test func aStyleSheetBesideItIsRefused() {
        #expect(objection("<rect/>", ahead: "<?xml-stylesheet href='x.css'?>") != nil)
    }

    @Test(arguments: [
        "<rect fill=\"url(#gradient)\" style='fill: url( \"#a\" )'/>", "<use xlink:href=\"#part\"/>",
        "<a xlink:href=\"https://example.org/\"><text>A &amp; B (c) user@example.org</text></a>",
        "<image href=\"data:image/png;base64,iVBORw0KGgo=\"/>", "<style>text { font-family: '\\5b8b\\4f53'; }</style>",
        "<!-- href=\"x.png\" url(y) --><g transform=\"translate(1,2)\"/>", "<text>2 &lt; 3</text>",
    ])
    func aDrawingThatStandsAloneIsTaken(part: String) {
        #expect(objection(part) == nil)
    }

    @Test func aPublicDocumentTypeAsksForNothing() {
        let declaration =
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
        #expect(objection("<rect/>", ahead: declaration) == nil)
    }

    @Test(arguments: ["<image href=x/>", "<image href='x", "<!-- never ends", "<![CDATA[ x", "<g <image href='x'>"])
    func whatIsNotWellFormedIsRefused(part: String) {
        #expect(objection(part) != nil)
    }
}
