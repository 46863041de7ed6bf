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
