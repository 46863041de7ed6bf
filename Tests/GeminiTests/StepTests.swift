import Gemini
import StructuredJSON
import Testing

struct StepTests {
    @Test(arguments: ServiceTool.allCases)
    func everyToolOfTheServiceIsTypedAndKeptAsItCame(tool: ServiceTool) throws {
        let call = #"{"type":"\#(tool.rawValue)_call","id":"a","arguments":{"x":1.50},"signature":"eA==","new":null}"#
        guard case .toolCall(let step)? = Step(json: try JSONValue(parsing: call)) else {
            Issue.record("\(tool.rawValue) is no call")
            return
        }
        #expect(step.tool == tool)
        #expect(step.id == "a")
        #expect(step.signature == "eA==")
        #expect(Step.toolCall(step).json.text() == call)

        let result = #"{"type":"\#(tool.rawValue)_result","call_id":"a","result":[{"y":1e3}],"is_error":true}"#
        guard case .toolResult(let step)? = Step(json: try JSONValue(parsing: result)) else {
            Issue.record("\(tool.rawValue) is no result")
            return
        }
        #expect(step.tool == tool)
        #expect(step.callID == "a")
        #expect(step.isError)
        #expect(Step.toolResult(step).json.text() == result)
    }

    @Test func unknownStepsBlocksAndScalarsGoBackAsTheyCame() throws {
        for text in [#"{"type":"hologram_call","z":1,"a":2.0}"#, #"{"z":1}"#, "7", #""text""#] {
            let json = try JSONValue(parsing: text)
            #expect(Step(json: json)?.json.text() == text)
            #expect(Content(json: json)?.json.text() == text)
        }
    }

    @Test(
        arguments: [
            (#"[{"type": "text", "text": "a"}, {"type": "image", "uri": "u"}]"#, true),
            (#"[{"type": "google_search_call", "id": "a"}]"#, false),
            (#"[{"type": "user_input", "content": []}]"#, false),
            (#"[{"type": "hologram"}]"#, false),
        ] as [(String, Bool)]
    )
    func aListOfInputIsContentOrSteps(list: String, isContent: Bool) throws {
        let input = try #require(InteractionInput(json: JSONValue(parsing: list)))
        if case .content = input { #expect(isContent) } else { #expect(!isContent) }
    }
}
