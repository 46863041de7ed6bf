import Foundation
import Sluice
import SluiceMedia
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

struct TextPreparationTests {
    private let folder = TemporaryFolder()

    private func recipe(_ select: String = "") throws -> Recipe {
        try Recipe(
            yaml: "sluice: 1\nmodel: m\n\(select)\nturns: [{input: [{media: files}]}]\n",
            file: "test.yaml"
        )
    }

    private func read(_ data: Data, _ name: String, _ select: String = "") async throws -> MediaFile {
        var reader = MediaReader(try recipe(select), for: Capabilities())
        reader.converter.cache = ConversionCache(folder: folder / "cache")
        let url = try folder.write(data, to: name)
        return try await reader.read(.init(path: url.path, root: url.path, rootName: "", relativePath: name))
    }

    private let polish = "Łódź, Gdańsk, Żółw\n"

    @Test func aGuessIsSaidInTheRecord() async throws {
        let media = try await read(try #require(polish.data(using: .windowsCP1250)), "pl.txt")
        #expect(media.notes.first?.contains("read as windows-1250, a guess") == true)
        #expect(Record.Source("pl.txt", media).notes == media.notes)
    }

    @Test func aRecipeNamesAnEncoding() async throws {
        let data = try #require("Grüße\n".data(using: .windowsCP1252))
        let media = try await read(data, "a.txt", "select: {encodings: {\"*.txt\": cp1250}}")
        #expect(media.text?.encoding.name == "windows-1250")
        #expect(media.notes.isEmpty)
        let other = try await read(data, "a.md", "select: {encodings: {\"*.txt\": cp1250}}")
        #expect(other.text?.source == .guess)
    }

    @Test func aTableIsSentAsUTF8() async throws {
        let text = "Name,Ort\nMüller,Köln\n"
        let media = try await read(try #require(text.data(using: .windowsCP1252)), "de.csv")
        #expect(media.type == .csv)
        #expect(try String(contentsOf: media.url, encoding: .utf8) == text)
        let source = Record.Source("de.csv", media)
        #expect(source.converted?.sha256 == media.sha256)
        #expect(source.sha256 == media.identity)
        #expect(media.sha256 == SHA256Digester.hex(of: Array(text.utf8)))
        #expect(source.notes.contains { $0.contains("windows-1252") })
    }

    @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian])
    func aTableInUTF16IsSentAsUTF8(encoding: String.Encoding) async throws {
        let text = "Name,Ort\nMüller,Köln\nŁódź,Kraków\n"
        let media = try await read(try #require(text.data(using: encoding)), "de.csv")
        #expect(media.type == .csv)
        #expect(try String(contentsOf: media.url, encoding: .utf8) == text)
        #expect(media.notes.isEmpty)
    }

    @Test func aTableInUTF8IsSentAsItIs() async throws {
        let media = try await read(Data("Name,Ort\nMüller,Köln\n".utf8), "de.csv")
        #expect(media.original == nil)
        #expect(media.notes.isEmpty)
    }

    @Test func bytesThatAreNoUTF8AreSaid() async throws {
        let media = try await read(Data("Grüße aus Köln\nbad byte: ".utf8) + [0xE9, 0x0A], "t.txt")
        #expect(media.notes == ["1 byte is no utf-8, it is byte 28: U+FFFD stands for it"])
    }

    @Test func aNamedEncodingIsPartOfTheKey() async throws {
        let data = try #require("Grüße\n".data(using: .windowsCP1252))
        let select = "select: {encodings: {\"*.txt\": cp1250}}"
        let canonical = try recipe(select).canonical
        #expect(canonical != (try recipe().canonical))
        #expect((try recipe().canonical).object?["encodings"] == nil)
        let named = try await read(data, "a.txt", select)
        let guessed = try await read(data, "a.md", select)
        let keys = [named, guessed].map { ItemKey.of([$0], recipe: canonical, recipeDigest: "", prompts: []).key }
        #expect(keys[0] != keys[1])
    }

    @Test(arguments: [
        ("{\"*.txt\": klingon}", "no encoding that is known"), ("{\"[a\": utf-8}", "not a pattern"),
        ("{\"*.txt\": [a]}", "should name an encoding"),
    ])
    func aWrongEncodingIsAnErrorWithItsLine(encodings: String, words: String) throws {
        let error = #expect(throws: RecipeError.self) { try recipe("select: {encodings: \(encodings)}") }
        #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        #expect(error?.description.contains("test.yaml:3") == true)
    }
}
