import StructuredJSON
import Testing

@testable import Gemini

/// The traps of contract §4.4: whatever the events, the steps are those of a plain call.
struct AccumulatorTests {
    @Test(
        arguments: [
            (
                "text grows in one block",
                [start(0, output), delta(0, text("1, ")), delta(0, text("2")), stop(0)],
                #"[{"type": "model_output", "content": [{"type": "text", "text": "1, 2"}]}]"#
            ),
            (
                "the first words may be in the start",
                [
                    start(0, #"{"type": "thought", "signature": "c2ln", "summary": [{"type": "text", "text": "t"}]}"#),
                    stop(0), start(1, #"{"type": "model_output", "content": [{"type": "text", "text": "Once upon"}]}"#),
                    delta(1, text(" a time")), stop(1),
                ],
                #"""
                [{"type": "thought", "signature": "c2ln", "summary": [{"type": "text", "text": "t"}]},
                 {"type": "model_output", "content": [{"type": "text", "text": "Once upon a time"}]}]
                """#
            ),
            (
                "deltas without a type are what their members say",
                [
                    start(0, #"{"type": "thought"}"#),
                    delta(0, #"{"type": "thought_summary", "content": {"text": "plan"}}"#), start(1, output),
                    delta(1, #"{"text": "Title"}"#),
                ],
                #"""
                [{"type": "thought", "summary": [{"type": "text", "text": "plan"}]},
                 {"type": "model_output", "content": [{"type": "text", "text": "Title"}]}]
                """#
            ),
            (
                "an empty signature waits for the real one, which no empty one replaces",
                [
                    start(0, #"{"type": "google_search_call", "id": "a", "signature": ""}"#),
                    delta(
                        0,
                        #"{"type": "google_search_call", "signature": "c2ln", "arguments": {"queries": ["q"]}}"#
                    ), delta(0, #"{"type": "google_search_call", "signature": ""}"#), stop(0),
                    start(1, #"{"type": "google_search_result", "call_id": "a", "signature": ""}"#),
                    delta(1, #"{"type": "google_search_result", "signature": "eA==", "is_error": false}"#), stop(1),
                ],
                #"""
                [{"type": "google_search_call", "id": "a", "signature": "c2ln", "arguments": {"queries": ["q"]}},
                 {"type": "google_search_result", "call_id": "a", "signature": "eA==", "is_error": false}]
                """#
            ),
            (
                "arguments are put together before they are read",
                [
                    start(0, #"{"type": "function_call", "id": "k", "name": "f", "arguments": {}}"#),
                    delta(0, #"{"type": "arguments_delta", "arguments": "{\"city\":"}"#),
                    delta(0, #"{"type": "arguments_delta", "arguments": " \"Oslo\"}"}"#), stop(0),
                ],
                #"[{"type": "function_call", "id": "k", "name": "f", "arguments": {"city": "Oslo"}}]"#
            ),
            (
                "annotations belong to the text before them",
                [
                    start(0, output), delta(0, text("a")),
                    delta(
                        0,
                        #"{"type": "text_annotation_delta", "annotations": [{"type": "url_citation", "url": "u"}]}"#
                    ),
                    delta(0, text("b")),
                    delta(0, #"{"type": "text_annotation_delta", "annotations": [{"type": "place_citation"}]}"#),
                ],
                #"""
                [{"type": "model_output", "content": [{"type": "text", "text": "ab", "annotations": [
                  {"type": "url_citation", "url": "u"}, {"type": "place_citation"}]}]}]
                """#
            ),
            (
                "a picture ends a text, and the pieces of a recording are one",
                [
                    start(0, output), delta(0, text("a")),
                    delta(0, #"{"type": "image", "data": "aQ==", "mime_type": "image/png"}"#), delta(0, text("b")),
                    delta(0, #"{"type": "audio", "data": "AQ==", "mime_type": "audio/wav"}"#),
                    delta(0, #"{"type": "audio", "data": "AgM=", "mime_type": "audio/wav"}"#),
                ],
                #"""
                [{"type": "model_output", "content": [{"type": "text", "text": "a"},
                  {"type": "image", "data": "aQ==", "mime_type": "image/png"}, {"type": "text", "text": "b"},
                  {"type": "audio", "data": "AQID", "mime_type": "audio/wav"}]}]
                """#
            ),
            (
                "indexes may come interleaved",
                [
                    start(1, output), start(0, #"{"type": "thought"}"#), delta(1, text("a")),
                    delta(0, #"{"type": "thought_signature", "signature": "c2ln"}"#), delta(1, text("b")), stop(1),
                    stop(0),
                ],
                #"""
                [{"type": "thought", "signature": "c2ln"},
                 {"type": "model_output", "content": [{"type": "text", "text": "ab"}]}]
                """#
            ),
            (
                "unknown events, deltas and steps do no harm, and unknown members stay",
                [
                    #"{"event_type": "interaction.sparkle", "foo": 1}"#, delta(7, #"{"type": "newdelta", "x": 2}"#),
                    start(0, #"{"type": "brand_new", "what": [1]}"#), delta(0, #"{"type": "newdelta"}"#), stop(0),
                ],
                #"[{"type": "brand_new", "what": [1]}]"#
            ),
            (
                "a delta without a start begins its step",
                [delta(0, text("a"))], #"[{"type": "model_output", "content": [{"type": "text", "text": "a"}]}]"#
            ),
            (
                "an output without content stays without",
                [start(0, output), stop(0)], #"[{"type": "model_output"}]"#
            ),
        ] as [(String, [String], String)]
    )
    func rebuildsTheSteps(fact: String, events: [String], steps: String) throws {
        var accumulator = InteractionAccumulator()
        for event in events { try accumulator.add(InteractionEvent(json: JSONValue(parsing: event))) }
        #expect(try accumulator.interaction().fields["steps"] == JSONValue(parsing: steps), "\(fact)")
        #expect(!accumulator.isComplete)
    }

    @Test func whatTheEndSaysIsSetOverTheBeginning() throws {
        var accumulator = InteractionAccumulator()
        for event in [
            #"{"event_type": "interaction.created", "interaction": {"id": "v1_a", "status": "in_progress", "model": "m"}}"#,
            #"{"event_type": "interaction.status_update", "interaction_id": "v1_a", "status": "in_progress"}"#,
            Self.start(0, Self.output), Self.delta(0, Self.text("hi")),
            #"{"event_type": "interaction.completed", "interaction": {"id": "v1_a", "status": "completed", "usage": {"total_tokens": 9}}}"#,
        ] { try accumulator.add(InteractionEvent(json: JSONValue(parsing: event))) }
        let expected = """
            {"id": "v1_a", "status": "completed", "model": "m", "usage": {"total_tokens": 9},
             "steps": [{"type": "model_output", "content": [{"type": "text", "text": "hi"}]}]}
            """
        #expect(try accumulator.interaction().json == JSONValue(parsing: expected))
        #expect(accumulator.isComplete)
    }

    @Test func argumentsThatAreNoJSONAreAnErrorAndNeverAnEmptyCall() throws {
        var accumulator = InteractionAccumulator()
        try accumulator.add(InteractionEvent(json: JSONValue(parsing: Self.start(0, #"{"type": "function_call"}"#))))
        let piece = Self.delta(0, #"{"type": "arguments_delta", "arguments": "{\"city\":"}"#)
        try accumulator.add(InteractionEvent(json: JSONValue(parsing: piece)))
        let error = #expect(throws: GeminiError.self) {
            try accumulator.add(InteractionEvent(json: JSONValue(parsing: Self.stop(0))))
        }
        #expect(error?.kind == .invalidOutput)
    }

    private static let output = #"{"type": "model_output"}"#
    private static func text(_ text: String) -> String { #"{"type": "text", "text": "\#(text)"}"# }
    private static func start(_ index: Int, _ step: String) -> String {
        #"{"event_type": "step.start", "index": \#(index), "step": \#(step)}"#
    }
    private static func delta(_ index: Int, _ delta: String) -> String {
        #"{"event_type": "step.delta", "index": \#(index), "delta": \#(delta)}"#
    }
    private static func stop(_ index: Int) -> String { #"{"event_type": "step.stop", "index": \#(index)}"# }
}
