import Foundation
import Sluice
import TestSupport
import Testing

/// `sluice plan`, `sluice status` and `--explain`, as people use them.
struct PlanCommandTests {
    let folder = TemporaryFolder()

    @Test func aPlanHasTokensAndAPriceAndSpendsNothing() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write(pixel + Data([1]), to: "photos/b.png")
        try folder.write("words", to: "photos/notes.txt")
        let result = try await run("plan", "describe-images", "photos", "--resolution", "low", "--json")
        #expect(result.code == 0, "\(result.errors)")
        let plan = try JSONValue(parsing: result.output)
        let totals = plan["totals"]
        #expect(totals?["pending"] == 2)
        #expect(totals?["skipped"] == 1)
        #expect(totals?["completed"] == 0)
        let input = try #require(totals?["tokens"]?["input"]?.number?.int)
        // Two pictures at 280 and their prompts.
        #expect((560..<2000).contains(input))
        let cost = try #require(totals?["cost_usd"]?.number?.double)
        let flex = try #require(totals?["cost_usd_flex"]?.number?.double)
        #expect(cost > 0 && abs(flex * 2 - cost) < 1e-9)
        #expect(plan["items"]?[0]?["files"]?[0]?["mime_type"] == "image/png")
        #expect(plan["items"]?[0]?["files"]?[0]?["sent"] == "upload")
        #expect(plan["items"]?[2]?["state"] == "skipped")
        #expect(!FileManager.default.fileExists(atPath: (folder / "out").path))
    }

    @Test func aPlanForPeopleEndsInTotals() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await run("plan", "describe-images", "photos", "--model", "gemini-4-argon")
        #expect(result.output.contains("1 to do"))
        #expect(result.output.contains("No price is known for gemini-4-argon"))
        let known = try await run("plan", "describe-images", "photos", "--model", "gemini-3.5-flash")
        #expect(known.output.contains("--tier flex"))
    }

    @Test func whatIsDoneIsDoneInThePlanToo() async throws {
        try folder.write(pixel, to: "photos/a.png")
        _ = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        let result = try await run("plan", "describe-images", "photos", "-o", "out", "--json")
        #expect(try JSONValue(parsing: result.output)["totals"]?["completed"] == 1)
    }

    @Test func explainSaysWhy() async throws {
        try folder.write(pixel, to: "photos/a.png")
        _ = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        try folder.write(pixel + Data([7]), to: "photos/b.png")
        let result = try await run(
            "run",
            "describe-images",
            "photos",
            "-o",
            "out",
            "--explain",
            "--system",
            "Be brief."
        )
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output == "a.png: runs: the recipe changed: system\nb.png: runs: new\n")
    }

    @Test func whatIsAskedFinallyIsPartOfThePlan() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let recipe = """
            sluice: 1
            model: gemini-3.5-flash
            turns: [{input: [{text: Describe it.}, {media: files}]}]
            finally: {prompt: Write an index.}
            """
        try folder.write(recipe, to: "r.yaml")
        let plan = try JSONValue(parsing: try await run("plan", "r.yaml", "photos", "-o", "out", "--json").output)
        #expect(plan["totals"]?["requests"] == 2)
        #expect(plan["finally"]?["requests"] == 1)
        #expect(plan["finally"]?["cost_usd"]?.number?.double ?? 0 > 0)
        #expect(
            try await run("plan", "r.yaml", "photos", "-o", "out").output.contains(
                "finally over the answers of one item"
            )
        )
        #expect(try await run("run", "r.yaml", "photos", "-o", "out", "--offline").code == 0)
        let done = try JSONValue(parsing: try await run("plan", "r.yaml", "photos", "-o", "out", "--json").output)
        #expect(done["totals"]?["requests"] == 0)
        #expect(done["finally"] == .null)
        #expect(try await run("status", "out").output.contains("finally: completed"))
    }

    @Test func statusSaysWhatBecameOfARun() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write("", to: "photos/bad.jpg")
        _ = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        let text = try await run("status", "out")
        #expect(text.code == 0, "\(text.errors)")
        #expect(text.output.contains("1 completed · 1 failed"))
        #expect(text.output.contains("bad.jpg"))
        let json = try JSONValue(parsing: try await run("status", "out", "--json").output)
        #expect(json["totals"]?["completed"] == 1)
        #expect(json["totals"]?["pending"] == 0)
        #expect(json["items"]?[1]?["error_kind"] == "empty_file")
        #expect(try await run("status", "photos").code == 64)
    }

    @Test func aBudgetThatIsUsedUpIsExit75() async throws {
        for number in 0..<12 { try folder.write(pixel + Data([UInt8(number)]), to: "photos/\(number).png") }
        let result = try await run(
            "run",
            "describe-images",
            "photos",
            "-o",
            "out",
            "--offline",
            "--max-tokens-total",
            "9000",
            "--max-output-tokens",
            "500"
        )
        #expect(result.code == 75, "\(result.errors)")
        #expect(result.errors.contains("budget"))
    }

    @Test func eventsAreLinesOfJSON() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline", "--events")
        let lines = try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        let schema = try JSONSchema(JSONValue(parsing: try await run("schema", "events").output))
        for line in lines { #expect(schema.violations(of: line).isEmpty, "\(line)") }
        #expect(lines.last?["event"] == "ended")
    }

    @Test(
        arguments: [
            ["--shard", "9/8"], ["--shard", "auto"], ["--budget", "0"],
            ["--budget", "-1"], ["--rpm", "0"], ["--force", "--retry-failed"],
            ["--json", "--events"], ["--only", "[a"], ["--prices", "nowhere.json"],
        ]
    )
    func whatMakesNoSenseIsExit64(arguments: [String]) async throws {
        try folder.write(pixel, to: "photos/a.png")
        let all = ["run", "describe-images", "photos", "-o", "out", "--offline"] + arguments
        let result = try await sluice.run(all, in: folder.url)
        #expect(result.code == 64, "\(result.errors)")
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await sluice.run(arguments, in: folder.url)
    }
}
