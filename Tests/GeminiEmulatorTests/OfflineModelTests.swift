import Foundation
import GeminiEmulator
import StructuredJSON
import Testing

private func isInstalled(_ tools: String...) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    return tools.allSatisfy { tool in
        folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
    }
}

@Suite struct OfflineModelTests {
    let desk = Desk { $0.tools = .installed }

    func media(_ name: String, _ kind: String, _ type: String) async throws -> JSONValue {
        let file = try await desk.upload(.sample(name), type: type)
        return ["type": .string(kind), "uri": file["uri"] ?? .null, "mime_type": .string(type)]
    }

    func text(_ text: String) -> JSONValue { ["type": "text", "text": .string(text)] }

    @Test(arguments: [
        ("images/astronaut.jpg", "image/jpeg", "512×512"), ("images/harbour-sign.png", "image/png", "760×420"),
        ("images/coffee.webp", "image/webp", "600×400"), ("images/chelsea.jpg", "image/jpeg", "451×300"),
    ])
    func theSizeOfAPictureNeedsNoTools(name: String, type: String, size: String) async throws {
        let data = Data(try [UInt8].sample(name)).base64EncodedString()
        let block: JSONValue = ["type": "image", "data": .string(data), "mime_type": .string(type)]
        let answer = try await Desk().ask([text("Describe this."), block])
        #expect(answer.contains(size))
    }

    @Test(.enabled(if: isInstalled("tesseract"), "needs tesseract"))
    func theWordsOnASignAreRead() async throws {
        let answer = try await desk.ask([
            text("Describe this."), media("images/harbour-sign.png", "image", "image/png"),
        ])
        for words in ["HARBOUR WALL STATION", "Tide pools are living places", "Low water today: 14:35"] {
            #expect(answer.contains(words))
        }
    }

    @Test(
        .enabled(if: isInstalled("pocketsphinx_continuous", "ffmpeg"), "needs pocketsphinx and ffmpeg"),
        arguments: [
            ("audio/not-ill-disposed.mp3", "audio/mpeg", "he was not an ill disposed young man"),
            (
                "audio/more-amiable-woman.flac", "audio/flac",
                "had he married a more amiable woman he might have been made still more respectable than he was"
            ),
            ("audio/made-amiable.wav", "audio/wav", "he might even have been made amiable himself"),
        ]
    )
    func mostWordsOfARecordingAreUnderstood(name: String, type: String, words: String) async throws {
        let answer = try await desk.ask([text("Transcribe only."), media(name, "audio", type)])
        let heard = Set(answer.split(separator: " "))
        let said = Set(words.split(separator: " "))
        #expect(Double(said.intersection(heard).count) >= 0.7 * Double(said.count), "\(answer)")
    }

    @Test(.enabled(if: isInstalled("ffprobe", "ffmpeg"), "needs ffmpeg"))
    func aVideoIsMeasured() async throws {
        let answer = try await desk.ask([media("video/deep-field.mp4", "video", "video/mp4")])
        #expect(answer.contains("seconds long"))
        #expect(answer.contains("h264"))
    }

    @Test(.enabled(if: isInstalled("pdftotext"), "needs pdftotext"))
    func aDocumentIsReadAndTitledByItsHeading() async throws {
        let block = try await media("documents/field-notes.pdf", "document", "application/pdf")
        let schema: JSONValue = [
            "type": "object", "properties": ["title": ["type": "string"], "text": ["type": "string"]],
        ]
        let json = try JSONValue(parsing: try await desk.ask([block], format: schema))
        #expect(json["title"] == "Field notes: tide pool survey")
        #expect(json["text"]?.string?.contains("Gull rock") == true)
    }

    @Test func aTableGivesItsRows() async throws {
        let file = try await desk.upload(Array("item,count\nrope,3\nbucket,12\n".utf8), type: "text/csv")
        let block: JSONValue = ["type": "document", "uri": file["uri"] ?? .null, "mime_type": "text/csv"]
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                "rows": [
                    "type": "array",
                    "items": [
                        "type": "object",
                        "properties": ["item": ["type": "string"], "count": ["type": "integer"]],
                    ],
                ]
            ],
        ]
        let json = try JSONValue(parsing: try await desk.ask([block], format: schema))
        #expect(json["rows"] == [["item": "rope", "count": 3], ["item": "bucket", "count": 12]])
    }

    @Test func aTextBesideTheQuestionIsWhatIsAskedAbout() async throws {
        let schema: JSONValue = [
            "type": "object", "properties": ["title": ["type": "string"], "kind": ["enum": ["invoice", "other"]]],
            "required": ["title", "kind"],
        ]
        let format: JSONValue = ["type": "text", "mime_type": "application/json", "schema": schema]
        let note: JSONValue = ["type": "text", "text": "# September visit\n\nArrive before low water."]
        let json = try JSONValue(
            parsing: try await Desk().ask([note, ["type": "text", "text": "Extract the facts."]], format: format)
        )
        #expect(json == ["title": "September visit", "kind": "other"])
    }

    @Test func aSchemaIsFilledWithinItsLimits() async throws {
        let schema: JSONValue = [
            "type": "object",
            "properties": [
                "title": ["type": "string"], "tags": ["type": "array", "items": ["type": "string"], "minItems": 2],
                "people": ["type": "integer", "minimum": 1], "score": ["type": "number", "maximum": 0.25],
                "mood": ["type": "string", "enum": ["calm", "wild"]], "day": ["type": "string", "format": "date"],
                "maybe": ["type": ["string", "null"]], "is_large": ["type": "boolean"],
                "inner": ["type": "object", "properties": ["width": ["type": "integer"]], "required": ["width"]],
            ],
            "required": ["title", "tags", "people"],
        ]
        let format: JSONValue = ["type": "text", "mime_type": "application/json", "schema": schema]
        let data = Data(try [UInt8].sample("images/coffee.webp")).base64EncodedString()
        let block: JSONValue = ["type": "image", "data": .string(data), "mime_type": "image/webp"]
        let json = try JSONValue(parsing: try await Desk().ask([block], format: format))
        #expect(json["title"]?.string?.isEmpty == false)
        #expect(json["tags"]?.array?.count ?? 0 >= 2)
        #expect(json["people"] == 1)
        #expect(json["score"] == 0.25)
        #expect(json["mood"] == "calm")
        #expect(json["day"] == "1970-01-01")
        #expect(json["maybe"] == nil)
        #expect(json["is_large"] == false)
        #expect(json["inner"] == ["width": 600])
    }

    @Test(arguments: [31, 34, 400])
    func aSchemaThatIsTooDeepIsRefusedAtOnce(levels: Int) async throws {
        var schema: JSONValue = ["type": "string"]
        for _ in 0..<levels { schema = ["type": "object", "properties": ["p": schema], "required": ["p"]] }
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "response_format": Self.json(schema)]
        #expect(try await Desk().create(body).status == (levels > 32 ? 400 : 200))
    }

    @Test func aSchemaThatRefersToItselfTwiceHasAnEnd() async throws {
        let schema: JSONValue = [
            "type": "object", "required": ["a", "b"],
            "properties": ["a": ["$ref": "#"], "b": ["$ref": "#"]],
        ]
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "response_format": Self.json(schema)]
        #expect(try await Desk().create(body).status == 200)
    }

    @Test(
        arguments: [
            [
                "type": "object", "required": ["next"],
                "properties": ["next": ["anyOf": [["$ref": "#"], ["type": "null"]]]],
            ],
            [
                "$ref": "#/$defs/E",
                "$defs": [
                    "E": ["anyOf": [["$ref": "#/$defs/Sum"], ["$ref": "#/$defs/Number"]]],
                    "Sum": [
                        "type": "object", "required": ["left", "right"],
                        "properties": ["left": ["$ref": "#/$defs/E"], "right": ["$ref": "#/$defs/E"]],
                    ],
                    "Number": ["type": "object", "required": ["value"], "properties": ["value": ["type": "number"]]],
                ],
            ],
        ] as [JSONValue]
    )
    func aSchemaThatRefersToItselfIsFilledToItsEnd(schema: JSONValue) async throws {
        let body: JSONValue = ["model": "gemini-3.5-flash", "input": "hi", "response_format": Self.json(schema)]
        let answer = try await Desk().create(body).json
        let text = try #require(answer["steps"]?.array?.last?["content"]?[0]?["text"]?.string)
        #expect(text.utf8.count < 2_000)
        #expect(try JSONSchema(schema).violations(of: JSONValue(parsing: text)).isEmpty, "\(text)")
    }

    @Test func allPartsOfASchemaCount() async throws {
        let parts = ["i", "j"].map { name -> JSONValue in
            ["type": "object", "properties": .object([name: ["type": "string"]]), "required": [.string(name)]]
        }
        let body: JSONValue = [
            "model": "gemini-3.5-flash", "input": "hi", "response_format": Self.json(["allOf": .array(parts)]),
        ]
        let answer = try await Desk().create(body).json
        let text = try #require(answer["steps"]?.array?.last?["content"]?[0]?["text"]?.string)
        #expect(try JSONValue(parsing: text).object?.keys.sorted() == ["i", "j"])
    }

    private static func json(_ schema: JSONValue) -> JSONValue {
        ["type": "text", "mime_type": "application/json", "schema": schema]
    }

    @Test func tokensAreCountedByModality() async throws {
        let data = Data(try [UInt8].sample("images/coffee.webp")).base64EncodedString()
        let block: JSONValue = [
            "type": "image", "data": .string(data), "mime_type": "image/webp", "resolution": "low",
        ]
        let answer = try await Desk().create(["model": "gemini-3.5-flash", "input": [text("1234"), block]])
        #expect(
            answer.json["usage"]?["input_tokens_by_modality"] == [
                ["modality": "text", "tokens": 1], ["modality": "image", "tokens": 280],
            ]
        )
    }
}
