import Foundation
import Sluice
import StructuredJSON
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// The page of the report, in a real browser.
@Suite(.enabled(if: Chromium.path != nil, "There is no Chromium on the PATH"), .timeLimit(.minutes(5)))
struct ReportBrowserTests {
    private let shelf = Shelf()
    private static let samples =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

    private static let segments: JSONValue = [
        ["start": 0, "end": 0.5, "speaker": "Ann", "text": "The first words."],
        ["start": 0.5, "end": 1.2, "speaker": "Ann", "text": "And <b>the second</b>."],
        ["start": 1.2, "end": 3, "speaker": "Bob", "text": "Then the last."],
    ]

    /// A picture, a recording, a film, a document and a failure.
    private func open() async throws -> BrowserPage {
        try put(
            "images/astronaut.jpg",
            "image/jpeg",
            "image",
            ["title": "An astronaut", "alt_text": "She smiles.", "tags": ["space"]]
        )
        try put("audio/not-ill-disposed.mp3", "audio/mpeg", "audio", ["title": "A talk", "segments": Self.segments])
        try put("video/deep-field.mp4", "video/mp4", "video", ["title": "Galaxies", "scenes": Self.segments])
        try put(
            "documents/field-notes.pdf",
            "application/pdf",
            "document",
            ["title": "Notes", "amounts": [["label": "Fee", "value": 3]]]
        )
        try shelf.put(
            "broken.jpg",
            error: ItemError(kind: "blocked", message: "The answer was blocked", hint: "ask otherwise")
        )
        try InputPlaces.note([Self.samples.path], in: shelf.url)
        return try await show()
    }

    private func put(_ path: String, _ type: String, _ modality: String, _ data: JSONValue) throws {
        let size = try FileManager.default.attributesOfItem(atPath: Self.samples.appending(path: path).path)[.size]
        let bytes = Int64((size as? NSNumber)?.intValue ?? 0)
        try shelf.put(path, data: data, media: (path: path, type: type, modality: modality, bytes: bytes), usage: 100)
    }

    private func show() async throws -> BrowserPage {
        let file = shelf.url.appending(path: "report.html")
        _ = try await Report(of: shelf.url).write(to: file)
        let page = try await Chromium.page()
        try await page.open(file)
        return page
    }

    @Test func everythingIsShownWithoutAComplaintAndWithoutANetwork() async throws {
        let page = try await open()
        try await page.wait(until: "document.querySelector('.card img')?.naturalWidth > 100")
        try await page.value("document.querySelector('#sheet').lastElementChild.scrollIntoView()")
        try await page.wait(until: "document.querySelector('.card video')?.videoWidth > 10")
        #expect(try await page.value("document.querySelectorAll('.card').length") == 5)
        #expect(try await page.value("document.querySelector('.card img').alt") == "She smiles.")
        #expect(
            try await page.value("document.querySelector('#causes').innerText").string?.contains("ask otherwise")
                == true
        )
        #expect(try await page.value("document.querySelector('#totals').innerText").string?.contains("200") == true)
        #expect(page.complaints.isEmpty, "\(page.complaints)")
        #expect(page.requests.count >= 3)
        #expect(page.requests.allSatisfy { $0.hasPrefix("file:///") }, "\(page.requests)")
    }

    @Test func theSearchAndTheKindsNarrowWhatIsShown() async throws {
        let page = try await open()
        func titles() async throws -> JSONValue {
            try await page.value("[...document.querySelectorAll('.card h3')].map((title) => title.textContent)")
        }
        let type =
            "byType = (text) => { const box = document.querySelector('#query'); box.value = text; box.dispatchEvent(new Event('input')); }"
        try await page.value("var \(type)")
        try await page.value("byType('SMILES space')")
        #expect(try await titles() == ["An astronaut"])
        try await page.value("byType('second')")
        #expect(try await titles() == ["A talk", "Galaxies"])
        try await page.value("byType('nowhere to be found')")
        #expect(try await titles() == [])
        try await page.value("byType('')")
        try await page.value("document.querySelector('[data-kind=audio]').click()")
        #expect(try await titles() == ["A talk"])
        try await page.value("document.querySelector('[data-kind=failed]').click()")
        #expect(try await titles() == ["broken.jpg"])
        try await page.value("history.back()")
        try await page.wait(until: "document.querySelector('.card h3').textContent === 'A talk'")
        #expect(page.complaints.isEmpty, "\(page.complaints)")
    }

    @Test func aRecordingPlaysAndItsTranscriptFollowsAndSeeks() async throws {
        let page = try await open()
        try await page.value(
            "[...document.querySelectorAll('a.open')].find((link) => link.textContent === 'A talk').click()"
        )
        try await page.wait(until: "document.querySelector('#detail[open] audio')?.readyState >= 1")
        #expect(try await page.value("document.querySelectorAll('#detail .cue').length") == 3)
        #expect(try await page.value("document.querySelector('#detail [aria-current]')") == .null)
        try await page.value("document.querySelectorAll('#detail button.cue')[2].click()")
        try await page.wait(until: "document.querySelector('#detail audio').currentTime > 1.25")
        try await page.wait(
            until: "document.querySelector('#detail [aria-current]')?.textContent.includes('Then the last.')"
        )
        try await page.value("document.querySelector('#detail audio').currentTime = 0.7")
        try await page.wait(until: "document.querySelector('#detail [aria-current]')?.textContent.includes('second')")
        #expect(page.complaints.isEmpty, "\(page.complaints)")
    }

    @Test func aFilmHasSubtitlesThatAreTextAndNotMarkup() async throws {
        let page = try await open()
        try await page.value("location.hash = '#?item=' + encodeURIComponent('video/deep-field.mp4.json')")
        try await page.wait(until: "document.querySelector('#detail video')?.readyState >= 1")
        #expect(try await page.value("document.querySelector('#detail video').textTracks[0].mode") == "showing")
        #expect(try await page.value("document.querySelector('#detail video').textTracks[0].cues.length") == 3)
        #expect(
            try await page.value(
                "document.querySelector('#detail video').textTracks[0].cues[1].getCueAsHTML().textContent"
            )
                == "Ann: And <b>the second</b>."
        )
        #expect(page.complaints.isEmpty, "\(page.complaints)")
    }

    @Test func aKeyboardIsEnough() async throws {
        let page = try await open()
        try await page.press("/", code: 191)
        #expect(try await page.value("document.activeElement.id") == "query")
        try await page.value("document.querySelector('a.open').focus()")
        try await page.press("Enter", code: 13)
        try await page.wait(until: "document.querySelector('#detail').open || (document.activeElement.click(), false)")
        #expect(try await page.value("document.activeElement.id") == "detail-title")
        let first = try await page.value("document.querySelector('#detail-title').textContent")
        try await page.press("ArrowRight", code: 39)
        try await page.wait(until: "document.querySelector('#detail-title').textContent !== \(first.text())")
        try await page.press("Escape", code: 27)
        try await page.wait(until: "!document.querySelector('#detail').open")
        #expect(try await page.value("document.activeElement.className") == "open")
    }

    @Test func hostileNamesAndAnswersDoNothing() async throws {
        let attack =
            "</script><script>window.hurt = 1</script><img src=x onerror=\"window.hurt = 2\">\u{202E}'\"\u{2028}`${window.hurt=3}"
        let segments: JSONValue = [["start": 0, "end": 1, "speaker": .string(attack), "text": .string(attack)]]
        try shelf.put(
            "a.png",
            data: .object([
                "title": .string(attack), attack: .string(attack), "tags": [.string(attack)], "segments": segments,
            ])
        )
        try shelf.put("b.png", error: ItemError(kind: ItemError.Kind(rawValue: attack), message: attack, hint: attack))
        try shelf.put(
            "c.png",
            media: (path: "\"><svg onload=window.hurt=4>.mp4", type: attack, modality: attack, bytes: 3)
        )
        let page = try await show()
        #expect(try await page.value("document.querySelectorAll('.card').length") == 3)
        for record in ["a.png.json", "b.png.json", "c.png.json"] {
            try await page.value("location.hash = '#?item=\(record)'")
            try await page.wait(until: "document.querySelector('#detail').open")
            try await page.value("location.hash = '#?'")
            try await page.wait(until: "!document.querySelector('#detail').open")
        }
        #expect(try await page.value("typeof window.hurt") == "undefined")
        #expect(try await page.value("document.querySelectorAll('img, svg[onload]').length") == 0)
        #expect(try await page.value("document.body.innerText.includes('\\u202E')") == false)
        #expect(page.complaints.isEmpty, "\(page.complaints)")
        #expect(page.requests.allSatisfy { $0.hasPrefix("file:///") })
    }

    @Test func manyResultsAreShownPageByPage() async throws {
        for number in 0..<150 { try shelf.put("\(number).png", data: ["title": .string("Picture \(number)")]) }
        let page = try await show()
        #expect(try await page.value("document.querySelectorAll('.card').length") == 60)
        #expect(
            try await page.value("document.querySelector('#pager').innerText").string?.contains("Page 1 of 3") == true
        )
        try await page.value("document.querySelector('#pager a:last-child').click()")
        try await page.wait(until: "document.querySelector('.card h3').textContent === 'Picture 60'")
        try await page.value("location.hash = '#?page=3'")
        try await page.wait(until: "document.querySelectorAll('.card').length === 30")
    }

    @Test func coloursAreSwitchedAndTheTitleOfThePageIsText() async throws {
        let page = try await open()
        let before = try await page.value("getComputedStyle(document.body).backgroundColor")
        try await page.value("document.querySelector('#theme').click()")
        #expect(try await page.value("getComputedStyle(document.body).backgroundColor") != before)
        #expect(try await page.value("document.title") == "test · out")
    }
}
