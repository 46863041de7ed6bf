import Foundation
import GeminiEmulator
import HTTPTypes
import StructuredJSON
import Testing

/// Rules: when they act, and what they are refused for.
@Suite struct FaultTests {
    func desk(_ rules: JSONValue..., seed: Int = 1) throws -> Desk {
        let plan = try FaultPlan(["seed": seed.json, "faults": .array(rules)])
        return Desk { $0.faults = plan }
    }

    /// The statuses of so many requests.
    func statuses(_ desk: Desk, _ count: Int, _ path: String = "/v1/files") async throws -> [Int] {
        var statuses: [Int] = []
        for _ in 0..<count { statuses.append(try await desk.call(.get, path).status) }
        return statuses
    }

    @Test(
        arguments: [
            (["call": 2], [200, 503, 200, 200]), (["call": [1, 3]], [503, 200, 503, 200]),
            (["first": 2], [503, 503, 200, 200]), (["every": 2], [200, 503, 200, 503]),
            (["operation": "files.*"], [503, 503, 503, 503]), (["operation": "files.get"], [200, 200, 200, 200]),
            (["operation": ["models.list", "files.list"]], [503, 503, 503, 503]), ([:], [503, 503, 503, 503]),
        ] as [(JSONObject, [Int])]
    )
    func aRuleActsWhenItSays(condition: JSONObject, expected: [Int]) async throws {
        let desk = try desk(["name": "f", "on": .object(condition), "do": ["status": 503]])
        #expect(try await statuses(desk, 4) == expected)
        let count = expected.count { $0 == 503 }
        #expect(desk.emulator.statistics.faults == (count == 0 ? [:] : ["f": count]))
    }

    @Test func chanceIsTheSeeds() async throws {
        let rule: JSONValue = ["on": ["probability": 0.5], "do": ["status": 503]]
        let first = try await statuses(desk(rule), 40)
        #expect(try await statuses(desk(rule), 40) == first)
        #expect(try await statuses(desk(rule, seed: 2), 40) != first)
        #expect((8...32).contains(first.count { $0 == 503 }))
    }

    @Test(
        arguments: [
            ["mime_type": "image/png"], ["mime_type": "image/*"], ["prompt": "DESCRIBE"],
            ["model": "gemini-3.5-flash"], ["content": "2cf24dba5f"],
        ] as [JSONObject]
    )
    func aRuleLooksAtTheRequest(condition: JSONObject) async throws {
        var condition = condition
        condition["operation"] = "interactions.create"
        let rule: JSONValue = ["on": .object(condition), "do": ["status": 503]]
        let plan = try FaultPlan(["faults": [rule]])
        let desk = Desk {
            $0.faults = plan
            $0.checksBytes = false
        }
        let file = try await desk.upload(Array("hello".utf8))
        let media: JSONValue = ["type": "image", "uri": file["uri"] ?? .null]
        let text: JSONValue = ["type": "text", "text": "Describe it."]
        #expect(try await desk.create(["model": "gemini-3.5-flash", "input": [text, media]]).status == 503)
        #expect(try await desk.create(["model": "gemini-3.6-flash", "input": "What?"]).status == 200)
    }

    @Test func anUploadIsKnownByWhatItHolds() async throws {
        let desk = try desk(
            ["on": ["operation": "files.upload", "content": "2cf24dba"], "do": ["file": ["state": "FAILED"]]]
        )
        #expect(try await desk.upload(Array("hello".utf8))["state"] == "FAILED")
        #expect(try await desk.upload(Array("other".utf8))["state"] == "ACTIVE")
    }

    @Test func aFaultHasTheShapeOfTheCallsErrors() async throws {
        let desk = try desk(["do": ["status": 503]])
        let files = try await desk.call(.get, "/v1/files").json["error"]
        #expect((files?["code"], files?["status"]) == (503, "UNAVAILABLE"))
        let interaction = try await desk.create(["model": "gemini-3.5-flash", "input": "hi"]).json["error"]
        #expect(interaction?["code"] == "service_unavailable")
    }

    @Test func noNumberIsTooLarge() async throws {
        let desk = try desk(
            [
                "do": ["status": 429, "retry_after": 1e17.json, "retry_as": "milliseconds"],
                "on": ["operation": "files.list"],
            ],
            ["do": ["file": ["expires_in": 1e18.json]], "on": ["operation": "files.upload"]]
        )
        #expect(try await statuses(desk, 1) == [429])
        #expect(try await desk.upload(Array("hello".utf8))["expirationTime"]?.string?.utf8.count == 27)
    }

    @Test func aRunningEmulatorTakesFaults() async throws {
        let desk = Desk()
        let yaml = "faults:\n  - {on: {operation: files.list, call: 1}, do: {status: 500, message: no}}\n"
        #expect(try await desk.call(.post, "/emulator/faults", key: nil, body: Array(yaml.utf8)).status == 200)
        #expect(try await statuses(desk, 2) == [500, 200])
        #expect(try await desk.call(.get, "/emulator/faults").json["faults"]?[0]?["do"]?["status"] == 500)
        _ = try await desk.call(.post, "/emulator/reset")
        #expect(try await statuses(desk, 2) == [500, 200])
        _ = try await desk.call(.delete, "/emulator/faults")
        _ = try await desk.call(.post, "/emulator/reset")
        #expect(try await statuses(desk, 2) == [200, 200])
    }

    @Test(arguments: [
        "", "faults: 1", "- a", "faults: [{on: {}}]", "faults: [{do: {statuss: 500}}]",
        "faults: [{do: {reset: often}}]",
        "faults: [{on: {operation: files.lost}, do: {}}]", "faults: [{on: {probability: 2}, do: {}}]", "a: &a [*a]",
    ])
    func aPlanThatIsNoneIsRefused(text: String) async throws {
        #expect(throws: RuleError.self) { try FaultPlan(parsing: text) }
        let desk = Desk()
        #expect(try await desk.call(.post, "/emulator/faults", body: Array(text.utf8)).status == 400)
    }

    @Test func theFirstRuleThatMatchesActs() async throws {
        let desk = try desk(
            ["on": ["call": 2], "do": ["status": 501]],
            ["do": ["status": 502]]
        )
        #expect(try await statuses(desk, 3) == [502, 501, 502])
    }

    @Test func theReadmesFaultsAreAPlan() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let blocks = readme.split(separator: "```yaml\n").compactMap { $0.split(separator: "```").first }
        let plan = try #require(blocks.first { $0.contains("faults:\n") })
        #expect(try FaultPlan(parsing: String(plan)).json["faults"]?.array?.count == 3)
    }
}
