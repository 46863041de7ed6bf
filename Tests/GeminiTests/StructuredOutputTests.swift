import Foundation
import Gemini
import GeminiEmulator
import StructuredJSON
import TestSupport
import Testing

struct StructuredOutputTests {
    private struct City: StructuredOutput, Equatable {
        let name: String
        let people: Int?
        static let schema: JSONSchema = "name, people int?"
    }

    @Test func theRequestAsksForTheTypesSchemaAndTheAnswerIsAValue() async throws {
        let service = service(#"{\"name\": \"Oslo\", \"people\": 700000}"#)
        let city = try await GeminiClient.scripted(service).interactions.create(
            model: "m",
            input: "Oslo",
            as: City.self
        )
        #expect(city == City(name: "Oslo", people: 700_000))
        let format = try JSONValue(parsing: #require(service.sent.first).body)["response_format"]
        #expect(format == ["type": "text", "mime_type": "application/json", "schema": City.schema.json])
    }

    @Test func theEmulatorFillsASchema() async throws {
        let gemini = GeminiClient(key: "k", transport: Emulator())
        let city = try await gemini.interactions.create(
            model: "gemini-3.5-flash",
            input: "Oslo",
            as: City.self,
            store: false
        )
        #expect(!city.name.isEmpty)
    }

    @Test(
        arguments: [
            (#"{\"name\": 1}"#, "invalid_output", "name"),
            (#"{\"people\": 1}"#, "invalid_output", "name"),
            (#"{\"name\": \"Os"#, "truncated", "middle"),
            ("I would say Oslo.", "invalid_output", "not JSON"),
        ] as [(String, String, String)]
    )
    func whatDoesNotMatchIsAnErrorWithTheText(text: String, kind: String, words: String) async throws {
        let gemini = GeminiClient.scripted(service(text))
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "Oslo", as: City.self)
        }
        #expect(error?.kind.rawValue == kind)
        #expect(error?.message.contains(words) == true)
        #expect(error?.partialText?.isEmpty == false)
        #expect(error?.usage?.totalTokens == 7)
        #expect(error?.status == .completed)
    }

    private struct Card: StructuredOutput, Equatable {
        let title: String
        let taken: Date?
        static let descriptions = ["title": "at most six words"]
    }

    @Test func aTypeNeedsNoSchema() async throws {
        let service = service(#"{\"title\": \"Snow\", \"taken\": \"2026-11-28T00:00:00Z\"}"#)
        let gemini = GeminiClient.scripted(service)
        let card = try await gemini.interactions.create(model: "m", input: "hi", as: Card.self)
        #expect(card == Card(title: "Snow", taken: Date(timeIntervalSince1970: 1_795_824_000)))
        let format = try JSONValue(parsing: #require(service.sent.first).body)["response_format"]
        #expect(format?["schema"] == (try JSONSchema(shorthand: "title: at most six words, taken datetime?")).json)
    }

    private struct Wrong: StructuredOutput {
        let author: String
        static let schema: JSONSchema = "title, auther"
    }

    private struct Misspelt: StructuredOutput {
        let pages: Int
        static let schema: JSONSchema = "pages integr"
    }

    @Test func aSchemaThatDoesNotFitItsTypeIsFoundBeforeAnythingIsSent() async {
        let service = service("{}")
        let gemini = GeminiClient.scripted(service)
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.create(model: "m", input: "hi", as: Wrong.self)
        }
        #expect(error?.kind == .invalidRequest)
        #expect(
            error?.message
                == "The schema of Wrong does not fit it: Wrong needs 'author', which its schema does not have; "
                + "did you mean 'auther'?"
        )
        #expect(throws: GeminiError.self) { try Misspelt.checkSchema() }
        #expect(service.sent.isEmpty)
    }

    @Test(arguments: [false, true])
    func aSchemaWithAMistakeIsNeverSent(isTool: Bool) async {
        let service = service("{}")
        let gemini = GeminiClient.scripted(service)
        var request = InteractionRequest(model: "m", input: "hi")
        if isTool {
            request.tools = [.function("f", description: "", parameters: "city strng")]
        } else {
            request.responseFormat = .json(schema: Misspelt.schema)
        }
        await #expect(throws: GeminiError.self) { try await gemini.interactions.create(request) }
        let error = await #expect(throws: GeminiError.self) {
            try await gemini.interactions.stream(request).interaction()
        }
        #expect(error?.message.contains("is not a type") == true)
        #expect(service.sent.isEmpty)
    }

    @Test func aSchemaSaysWhatIsNotChecked() throws {
        let schema = try JSONSchema(["type": "string", "x-order": 3, "format": "email"])
        #expect(schema.uncheckedKeywords == ["format email", "x-order"])
    }

    private func service(_ text: String) -> ScriptedTransport {
        ScriptedTransport(
            json: #"""
                {"status": "completed", "usage": {"total_tokens": 7},
                 "steps": [{"type": "model_output", "content": [{"type": "text", "text": "\#(text)"}]}]}
                """#
        )
    }
}
