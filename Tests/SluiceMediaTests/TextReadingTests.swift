import Foundation
import Testing

@testable import SluiceMedia

struct TextReadingTests {
    private func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
        let table: [String: String.Encoding] = [
            "windows-1250": .windowsCP1250, "windows-1251": .windowsCP1251, "windows-1252": .windowsCP1252,
            "windows-1253": .windowsCP1253, "windows-1254": .windowsCP1254, "iso-8859-2": .isoLatin2,
        ]
        let known = try #require(table[encoding])
        return Array(try #require(text.data(using: known)))
    }

    private func read(_ bytes: [UInt8]) throws -> String {
        try #require(TextReading(of: bytes)).text(of: bytes)
    }

    @Test(
        arguments: [
            ("Łódź, Gdańsk, Żółw\n", "windows-1250"),
            ("Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi.\n", "windows-1250"),
            ("Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi.\n", "iso-8859-2"),
            ("Příliš žluťoučký kůň úpěl ďábelské ódy.\n", "windows-1250"),
            ("Minden emberi lény szabadon születik és egyenlő méltósága van, árvíztűrő.\n", "windows-1250"),
            ("Grüße aus Köln, die Straße ist schön\n", "windows-1252"), ("Müller,Köln\n", "windows-1252"),
            ("Tous les êtres humains naissent libres. C’est l’été – déjà\n", "windows-1252"),
            ("Todos los seres humanos nacen libres, mañana señor años\n", "windows-1252"),
            ("Todos os seres humanos nascem livres em direitos. Razão e consciência, não\n", "windows-1252"),
            ("Alla människor är födda fria och lika i värde och rättigheter.\n", "windows-1252"),
            ("It’s a “smart” quote – nothing else\n", "windows-1252"),
            ("Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar.\n", "windows-1254"),
            ("Все люди рождаются свободными и равными в своем достоинстве.\n", "windows-1251"),
            ("Привет, мир\n", "windows-1251"),
            ("Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.\n", "windows-1253"),
        ]
    )
    func aTextFromBeforeUnicodeIsReadByWhatMakesWords(text: String, encoding: String) throws {
        let bytes = try bytes(text, encoding)
        let reading = try #require(TextReading(of: bytes))
        #expect(reading.text(of: bytes) == text, "\(reading.encoding.name)")
        #expect(reading.source == .guess)
        #expect(reading.notes.first?.contains("\(reading.encoding.name), a guess") == true)
    }

    /// What iconv makes of one sentence in GB2312, Windows-1251 and EUC-KR.
    @Test(
        arguments: [
            ("vfHM7M/CzufO0sPH1Nq427/atci0rKGj", "今天下午我们在港口等船。"),
            ("0eXj7uTt/yDs+yDm5LjsIOru8ODh6/wu", "Сегодня мы ждём корабль."),
            ("v8C0wyC/7LiutMIguei4piCx4rTZuLO0z7TZLg==", "오늘 우리는 배를 기다립니다."),
        ]
    )
    func otherScriptsAreReadToo(base64: String, text: String) throws {
        #expect(try read(Array(try #require(Data(base64Encoded: base64)))) == text)
    }

    @Test(
        arguments: [
            ("Grüße aus Köln\nbad byte: ", [0xE9, 0x0A], 1), ("東京の港で、12時に船が出ます。", [0xFF, 0x0A], 1),
            ("Все люди рождаются", [0xD0], 1), ("naïve café, crème brûlée", [0xC3, 0x28, 0xA0, 0x0A], 2),
        ] as [(String, [UInt8], Int)]
    )
    func aFewBytesThatAreNoUTF8ChangeNothingElse(text: String, bad: [UInt8], count: Int) throws {
        let bytes = Array(text.utf8) + bad
        let reading = try #require(TextReading(of: bytes))
        #expect(reading.encoding == .utf8)
        #expect(reading.damage.count == count)
        #expect(reading.damage.first == Int64(text.utf8.count))
        #expect(reading.text(of: bytes).hasPrefix(text + "\u{FFFD}"))
        #expect(reading.notes.first?.contains("byte \(text.utf8.count)") == true)
        #expect(!reading.isUTF8)
    }

    @Test func whatIsUTF8IsToldWithoutDoubt() throws {
        for text in ["plain\n", "größer\n", "\u{FEFF}größer\n", "日本語", "😀"] {
            let reading = try #require(TextReading(of: Array(text.utf8)))
            #expect(reading.notes.isEmpty)
            #expect(reading.isUTF8)
        }
        #expect(try read(Array("\u{FEFF}größer\n".utf8)) == "größer\n")
    }

    @Test func aDeclarationIsBelievedBeforeAGuess() throws {
        let page = try bytes("<html><head><meta charset=\"windows-1251\"></head>Кот</html>", "windows-1251")
        let reading = try #require(TextReading(of: page))
        #expect(reading.source == .declaration)
        #expect(reading.text(of: page).contains("Кот"))
        let document = try bytes("<?xml version='1.0' encoding='iso-8859-2'?><a>Łódź</a>", "iso-8859-2")
        #expect(try read(document).contains("Łódź"))
        let rich = Array("{\\rtf1\\ansi\\ansicpg1250 ".utf8) + [0xA3] + Array("}".utf8)
        #expect(try read(rich).contains("Ł"))
    }

    @Test func aNamedEncodingDecides() throws {
        let bytes: [UInt8] = [0x41, 0xA3, 0xF3]
        let reading = try #require(TextReading(of: bytes, named: TextEncoding(label: "cp1250")))
        #expect(reading.text(of: bytes) == "AŁó")
        #expect(reading.notes.isEmpty)
        let wrong = try #require(TextReading(of: [0x41, 0xFF, 0x42], named: .utf8))
        #expect(wrong.text(of: [0x41, 0xFF, 0x42]) == "A\u{FFFD}B")
        #expect(wrong.damage.count == 1)
    }

    @Test(arguments: [
        ("cp1250", "windows-1250"), ("CP1250", "windows-1250"), ("latin1", "windows-1252"), ("Shift_JIS", "shift_jis"),
        ("UTF-16", "utf-16le"), ("gbk", "gb18030"), ("iso-8859-15", "iso-8859-15"), ("koi8-u", "koi8-u"),
    ])
    func labelsAreThoseOfTheWebAndOfIconv(label: String, name: String) {
        #expect(TextEncoding(label: label)?.name == name)
    }

    @Test(arguments: ["", "cp9999", "utf-8//IGNORE", "klingon", "../x", "utf 8"])
    func whatIsNoLabelIsRefused(label: String) {
        #expect(TextEncoding(label: label) == nil)
    }

    @Test func lettersThatTwoEncodingsShareAreCalledByTheCommonOne() throws {
        let bytes = try bytes("Één idee: ’s-Hertogenbosch, coördinatie, reünie – café\n", "windows-1252")
        #expect(TextReading(of: bytes)?.encoding.name == "windows-1252")
    }

    @Test func anEndOfFileMarkIsNoPartOfTheText() throws {
        #expect(try read(Array("hello\r\nworld\r\n\u{1A}".utf8)) == "hello\r\nworld\r\n")
        #expect(try read(Array("a line\n".utf8) + [0, 0, 0]) == "a line\n")
    }

    @Test func utf16WithoutAMarkIsReadInEveryScript() throws {
        for text in ["Some words.\r\nMore words.\r\n", "Все люди рождаются равными.\r\n", "東京の港で、 12 時に船が出ます。\r\n"] {
            for encoding in [String.Encoding.utf16LittleEndian, .utf16BigEndian] {
                let data = try #require(text.data(using: encoding))
                #expect(try read(Array(data)) == text)
            }
        }
    }

    @Test func aTextOfManyPiecesIsReadLikeOne() throws {
        let text = String(repeating: "Grüße aus Köln, €5 für die Straße.\n", count: 20_000)
        let bytes = try bytes(text, "windows-1252")
        #expect(try read(bytes) == text)
        let reading = try #require(TextReading(of: bytes))
        var made: [UInt8] = []
        try reading.recode({ Array(bytes.dropFirst(Int($0)).prefix($1)) }) { made += $0 }
        #expect(String(decoding: made, as: UTF8.self) == text)
    }
}
