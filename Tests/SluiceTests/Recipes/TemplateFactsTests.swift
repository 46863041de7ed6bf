import Sluice
import SluiceMedia
import Testing

struct TemplateFactsTests {
    let desk = Desk()

    private func render(_ text: String) throws -> String {
        var file = TemplateContext.File(path: "a.mp4", bytes: 1, mimeType: "video/mp4", modality: "video", modified: "")
        file.facts.width = 64
        file.facts.height = 48
        file.facts.duration = 12.34567
        file.facts.codecs = ["h264", "aac"]
        file.facts.exif = ["Model": "Camera <1>", "GPSLatitude": "48.2"]
        return try PromptTemplate(text).render(TemplateContext(files: [file], groupName: "a"))
    }

    @Test(arguments: [
        ("{{file.width}}×{{file.height}}", "64×48"), ("{{file.duration}} s, {{file.codecs}}", "12.346 s, h264, aac"),
        ("{{file.exif.Model}} at {{file.exif.GPSLatitude}}", "Camera <1> at 48.2"),
        ("[{{file.pages}}{{file.orientation}}{{file.exif.Make}}]", "[]"),
        ("{{#files}}{{width}} {{exif.Model}}{{/files}}", "64 Camera <1>"),
    ])
    func factsAreFilledIn(text: String, rendered: String) throws {
        #expect(try render(text) == rendered)
    }

    @Test(arguments: [
        ("{{file.widht}}", "did you mean 'file.width'?"), ("{{file.exif.Modle}}", "did you mean 'Model'?"),
        ("{{exif.Model}}", "unknown variable 'exif.Model'"), ("{{file.exif}}", "unknown variable 'file.exif'"),
    ])
    func aFactThatDoesNotExistIsNamed(text: String, words: String) {
        let error = #expect(throws: TemplateError.self) { try PromptTemplate(text) }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
    }

    @Test func aRunPutsThemIntoThePrompt() async throws {
        try desk.write(.wav, to: "in/a.wav")
        let summary = try await desk.run(Desk.describing(prompt: "It lasts {{file.duration}} s in {{file.codecs}}."))
        #expect(summary.completed == 1)
        // Another length is another question: the answer of the first is not taken for it.
        let asked = desk.generations
        _ = try await desk.run(Desk.describing(prompt: "It lasts {{file.duration}} s in {{file.codecs}}."))
        #expect(desk.generations == asked)
    }
}
