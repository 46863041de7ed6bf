import Gemini
import StructuredJSON
import Testing

/// No answer that is not whole passes as one.
struct CheckedTextTests {
    @Test(
        arguments: [
            (#"{"status": "completed"}"#, "empty_output"),
            (#"{"status": "completed", "steps": [{"type": "thought"}]}"#, "empty_output"),
            (#"{"status": "incomplete", "steps": [\#(hello)]}"#, "truncated"),
            (#"{"status": "incomplete"}"#, "incomplete"),
            (#"{"status": "requires_continuation", "steps": [\#(hello)]}"#, "truncated"),
            (#"{"status": "requires_action", "steps": []}"#, "requires_action"),
            (#"{"status": "cancelled"}"#, "cancelled"),
            (#"{"status": "budget_exceeded"}"#, "budget_exceeded"),
            (#"{"status": "failed"}"#, "failed"),
            (#"{"status": "in_progress"}"#, "incomplete"),
            (#"{"status": "failed", "errors": [{"code": "internal", "message": "oops"}]}"#, "server"),
            (#"{"status": "failed", "errors": [{"code": "safety", "message": "no"}]}"#, "blocked"),
            (
                #"{"status": "completed", "errors": [{"code": "recitation", "message": "no"}], "steps": [\#(hello)]}"#,
                "blocked"
            ),
            (
                #"{"status": "failed", "errors": [{"code": "malformed_function_call", "message": "no"}]}"#,
                "invalid_output"
            ),
            (
                #"{"status": "completed", "steps": [{"type": "model_output", "error": {"code": 3, "message": "bad"}}]}"#,
                "invalid_request"
            ),
            (#"{"status": "failed", "steps": [\#(broken("13"))]}"#, "server"),
            (#"{"status": "failed", "steps": [\#(broken("4"))]}"#, "timeout"),
            (#"{"status": "failed", "steps": [\#(broken("8"))]}"#, "rate_limited"),
            (#"{"status": "failed", "steps": [\#(broken("2"))]}"#, "failed"),
            (#"{"status": "something_new", "steps": [\#(hello)]}"#, "incomplete"),
            (#"{}"#, "incomplete"),
        ] as [(String, String)]
    )
    func everyOtherEndIsAnErrorOfItsKind(answer: String, kind: String) throws {
        let interaction = try #require(Interaction(json: JSONValue(parsing: answer)))
        let error = #expect(throws: GeminiError.self) { try interaction.checkedText() }
        #expect(error?.kind.rawValue == kind)
    }

    @Test func theErrorKeepsWhatWasSaidAndSpent() throws {
        let answer = #"{"status": "incomplete", "usage": {"total_tokens": 7}, "steps": [\#(Self.hello)]}"#
        let interaction = try #require(Interaction(json: JSONValue(parsing: answer)))
        let error = #expect(throws: GeminiError.self) { try interaction.checkedText() }
        #expect(error?.partialText == "hello")
        #expect(error?.usage?.totalTokens == 7)
        #expect(error?.status == .incomplete)
        #expect(error?.hint?.contains("max_output_tokens") == true)
    }

    @Test func aWholeAnswerIsItsText() throws {
        let answer = #"{"status": "completed", "steps": [\#(Self.hello)]}"#
        #expect(try #require(Interaction(json: JSONValue(parsing: answer))).checkedText() == "hello")
    }

    private static let hello = #"{"type": "model_output", "content": [{"type": "text", "text": "hello"}]}"#
}

/// A step with a code of google.rpc in it.
private func broken(_ code: String) -> String {
    #"{"type": "model_output", "error": {"code": \#(code), "message": "no"}}"#
}
