import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

@Suite struct StreamTests {
    let desk = Desk()

    /// The `data` of each event; the marker at the end is a string.
    func events(_ answer: Answer) throws -> [JSONValue] {
        try String(decoding: answer.bytes, as: UTF8.self).split(separator: "\n\n").map { event in
            let lines = event.split(separator: "\n")
            let data = lines[1].dropFirst("data: ".count)
            if data == "[DONE]" { return "done" }
            let json = try JSONValue(parsing: String(data))
            #expect(lines[0] == "event: \(json["event_type"]?.string ?? "")")
            return json
        }
    }

    func stream() async throws -> Answer {
        try await desk.create(["model": "gemini-3.5-flash", "input": "Tell me about tides.", "stream": true])
    }

    @Test func eventsComeInTheServicesOrder() async throws {
        let answer = try await stream()
        #expect(answer.header("content-type") == "text/event-stream")
        var names: [String] = []
        for event in try events(answer) {
            let name = event["event_type"]?.string ?? "done"
            if names.last != name { names.append(name) }
        }
        #expect(
            names == [
                "interaction.created", "interaction.status_update", "step.start", "step.delta", "step.stop",
                "step.start", "step.delta", "step.stop", "interaction.completed", "done",
            ]
        )
    }

    @Test func theDeltasAreTheAnswer() async throws {
        let events = try events(try await stream())
        let streamed = events.compactMap { $0["delta"]?["text"]?.string }
        let plain = try await desk.create(["model": "gemini-3.5-flash", "input": "Tell me about tides."])
        #expect(streamed.count > 2)
        #expect(streamed.joined() == plain.text)
        let completed = try #require(events.first { $0["event_type"] == "interaction.completed" })
        #expect(completed["interaction"]?["steps"] == nil)
        #expect(completed["interaction"]?["usage"]?["total_tokens"] == plain.json["usage"]?["total_tokens"])
    }

    @Test func aStreamIsTakenUpAfterAnEvent() async throws {
        let events = try events(try await stream())
        let id = events[0]["interaction"]?["id"]?.string ?? ""
        let last = events[3]["event_id"]?.string ?? ""
        let path = "/v1beta/interactions/\(id)?stream=true&last_event_id=\(last)"
        let rest = try self.events(try await desk.call(.get, path))
        #expect(rest == Array(events[4...]))
    }

    @Test func whatIsWrongBeforeTheStreamIsAnOrdinaryError() async throws {
        let block: JSONValue = ["type": "image", "uri": "https://x/v1beta/files/none"]
        let answer = try await desk.create(["model": "gemini-3.5-flash", "input": [block], "stream": true])
        #expect(answer.status == 403)
    }
}
