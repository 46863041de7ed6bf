import Gemini
import StructuredJSON
import Testing

/// The rule of contract §3.7.
struct OutputTextTests {
    @Test(
        arguments: [
            ("several outputs across thoughts are joined", [output("a "), thought, output("b")], "a b"),
            (
                "text before a tool call is left out, trailing tool steps are skipped",
                [output("before"), call, thought, output("one "), thought, output("two"), call], "one two"
            ),
            ("what the user said ends the walk", [output("old"), user, output("new")], "new"),
            ("an image before the text ends it", [content([text("a"), image, text("b")])], "b"),
            ("an image after the text is skipped", [content([text("a"), image])], "a"),
            ("an output without content is passed over", [output("a"), #"{"type": "model_output"}"#], "a"),
            ("a block without a type but with text counts", [content([#"{"text": "a"}"#])], "a"),
            ("nothing but thoughts is no text", [thought], ""),
            ("no steps are no text", [], ""),
        ] as [(String, [String], String)]
    )
    func isTheLastRunOfText(fact: String, steps: [String], text: String) throws {
        let json = try JSONValue(parsing: #"{"status": "completed", "steps": [\#(steps.joined(separator: ","))]}"#)
        #expect(try #require(Interaction(json: json)).outputText == text, "\(fact)")
    }

    private static let thought = #"{"type": "thought", "signature": "a", "summary": [{"type": "text", "text": "s"}]}"#
    private static let call = #"{"type": "function_call", "id": "1", "name": "f", "arguments": {}}"#
    private static let user = #"{"type": "user_input", "content": [{"type": "text", "text": "q"}]}"#
    private static let image = #"{"type": "image", "uri": "https://x", "mime_type": "image/png"}"#

    private static func text(_ text: String) -> String { #"{"type": "text", "text": "\#(text)"}"# }
    private static func output(_ text: String) -> String { content([Self.text(text)]) }
    private static func content(_ blocks: [String]) -> String {
        #"{"type": "model_output", "content": [\#(blocks.joined(separator: ","))]}"#
    }
}
