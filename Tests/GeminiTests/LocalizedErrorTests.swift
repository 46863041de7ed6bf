import Foundation
import Gemini
import StructuredJSON
import Testing

/// What people are shown of an error.
struct LocalizedErrorTests {
    @Test func hasItsMessageAndWhatToDo() {
        let error: any Error = GeminiError(.truncated, "The answer was cut short", hint: "raise max_output_tokens")
        #expect(error.localizedDescription == "The answer was cut short")
        #expect((error as? any LocalizedError)?.recoverySuggestion == "raise max_output_tokens")
    }

    @Test func saysWhereASchemaIsWrong() {
        let error: (any Error)? = JSONSchema("pages integr").problem
        #expect(error?.localizedDescription.contains("'integr' is not a type") == true)
        #expect((TransportError(.timeout, "too slow") as any Error).localizedDescription == "too slow")
    }
}
