import Foundation
import Sluice
import TestSupport
import Testing

let sluice = Program("sluice")

/// One pixel.
let pixel =
    Data(
        base64Encoded:
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ) ?? Data()

/// What people type, and what they get.
struct CommandLineTests {
    let folder = TemporaryFolder()

    @Test(arguments: [
        ["schema", "result"], ["doctor"], ["run", "describe-images", "IN", "-o", "OUT", "--offline", "--json"],
    ])
    func whatCannotBeWrittenIsSaid(arguments: [String]) async throws {
        let folder = TemporaryFolder()
        try folder.write(pixel, to: "IN/a.png")
        let command = ([sluice.path] + arguments).joined(separator: " ")
        let result = try await Program(at: "/bin/sh").run(["-c", "\(command) > /dev/full"], in: folder.url)
        #expect(result.code == 1)
        #expect(result.errors.contains("standard output"), "\(result.errors)")
    }

    @Test func aFolderBecomesRecords() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write(pixel + Data([1]), to: "photos/trip/b.png")
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("2 completed"))
        #expect(FileManager.default.fileExists(atPath: (folder / "out/trip/b.png.json").path))
    }

    @Test func withNeitherKeyNorOfflineBothWaysOnAreNamed() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await run("run", "describe-images", "photos", "-o", "out")
        #expect(result.code == 64)
        #expect(result.errors.contains("GOOGLE_API_KEY"))
        #expect(result.errors.contains("--offline"))
        #expect(!FileManager.default.fileExists(atPath: (folder / "out").path))
    }

    @Test func aKeyThatIsNoneIsSaidToBeSo() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await sluice.run(
            ["run", "describe-images", "photos", "-o", "out"],
            in: folder.url,
            environment: ["GOOGLE_API_KEY": "two secrets"]
        )
        #expect(result.code == 64)
        #expect(result.errors.contains("GOOGLE_API_KEY"))
        #expect(!result.errors.contains("secrets"))
    }

    @Test func someFailedIsExitOne() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write("", to: "photos/bad.jpg")
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        #expect(result.code == 1)
        #expect(result.errors.contains("bad.jpg"))
        #expect(result.errors.contains("empty_file"))
    }

    @Test(
        arguments: [
            ("empty folder", "there is no file"), ("only text", "not one"), ("only empty", "not one"),
        ] as [(String, String)]
    )
    func nothingToUseIsExit65(inputs: String, words: String) async throws {
        try FileManager.default.createDirectory(at: folder / "photos", withIntermediateDirectories: true)
        if inputs == "only text" { try folder.write("words", to: "photos/a.txt") }
        if inputs == "only empty" { try folder.write("", to: "photos/a.jpg") }
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        #expect(result.code == 65)
        #expect(result.errors.lowercased().contains(words))
    }

    @Test(
        arguments: [
            (["run", "describe-images", "nowhere", "-o", "out", "--offline"], 64, "nowhere"),
            (["run", "describe-image", "photos", "-o", "out", "--offline"], 78, "describe-images"),
            (["run", "broken.yaml", "photos", "-o", "out", "--offline"], 78, "broken.yaml:3:1"),
            (["run", "describe-images", "photos", "-o", "taken", "--offline"], 64, "taken"),
            (["run", "describe-images", "photos", "-o", "photos", "--offline"], 64, "output folder"),
            (["run", "describe-images", "photos", "-o", "out", "--offline", "--limit", "0"], 64, "--limit"),
            (
                ["run", "describe-images", "photos", "-o", "out", "--offline", "--concurrency", "none"], 64,
                "concurrency"
            ),
            (["run", "describe-images", "photos", "-o", "out", "--base-url", "ftp://x"], 64, "base URL"),
            (
                ["run", "describe-images", "photos", "-o", "out", "--base-url", "http://127.0.0.1:99999"], 64,
                "base URL"
            ),
            (["run", "describe-images", "photos", "-o", "out", "--base-url", "http://me:secret@x"], 64, "no user"),
            (["run", "describe-images", "photos", "-o", "out", "--api-key-file", "nokey"], 64, "nokey"),
            (["run", "describe-images", "-o", "out", "--offline"], 64, "input"),
            (["run", "describe-images", "", "-o", "out", "--offline"], 64, "empty"),
            (["run", "describe-images", "photos", "-o", "", "--offline"], 64, "empty"),
            (["inspect", ""], 64, "empty"),
            (["run", "describe-images", "@/dev/zero", "-o", "out", "--offline"], 64, "list"),
            (["run", "describe-images", "photos", "--offline"], 64, "--output"),
            (["walk"], 64, "walk"),
        ] as [([String], Int, String)]
    )
    func aWrongCommandLineIsOneClearComplaint(arguments: [String], code: Int, word: String) async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write("sluice: 1\nname: x\nmodle: y\n", to: "broken.yaml")
        try folder.write("a file", to: "taken")
        let environment = arguments.contains("--base-url") ? ["GOOGLE_API_KEY": "k"] : [:]
        let result = try await sluice.run(arguments, in: folder.url, environment: environment)
        #expect(result.code == code, "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func aServiceThatIsNotThereIsExit69() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await sluice.run(
            ["run", "describe-images", "photos", "-o", "out", "--base-url", "http://127.0.0.1:1"],
            in: folder.url,
            environment: ["GOOGLE_API_KEY": "very-secret"]
        )
        #expect(result.code == 69)
        #expect(!result.errors.contains("very-secret"))
    }

    @Test func pathsMayComeFromStandardInput() async throws {
        try folder.write(pixel, to: "photos/a b.png")
        try folder.write(pixel, to: "photos/c.png")
        let result = try await sluice.run(
            ["run", "describe-images", "-", "-o", "out", "--offline"],
            in: folder.url,
            input: "photos/a b.png\n\nphotos/c.png\n"
        )
        #expect(result.code == 0, "\(result.errors)")
        #expect(FileManager.default.fileExists(atPath: (folder / "out/photos/a b.png.json").path))
    }

    @Test func aSummaryForMachinesGoesToStandardOutput() async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline", "--json")
        let summary = try JSONValue(parsing: result.output)
        #expect(summary["totals"]?["completed"] == 1)
    }

    @Test func hostileNamesDoNotReachTheTerminal() async throws {
        try folder.write("", to: "photos/\u{1B}[31mred\u{202E}.jpg")
        let result = try await run("run", "describe-images", "photos", "-o", "out", "--offline")
        #expect(result.code == 65)
        #expect(!result.errors.contains("\u{1B}"))
        #expect(!result.errors.contains("\u{202E}"))
    }

    @Test func inspectTellsWhatFilesAre() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write(pixel, to: "photos/liar.mp3")
        let result = try await run("inspect", "photos", "--json")
        #expect(result.code == 0)
        let lines = try result.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { $0["path"] } == ["photos/a.png", "photos/liar.mp3"])
        #expect(lines[1]["mime_type"] == "image/png")
        #expect(lines[1]["extension_mime_type"] == "audio/mpeg")
        #expect(lines[1]["disagreement"] == true)
        #expect(lines[0]["disagreement"] == false)
    }

    @Test(arguments: ["pipeline", "result", "events"])
    func theSchemasAreSchemas(subject: String) async throws {
        let result = try await run("schema", subject)
        #expect(result.code == 0)
        _ = try JSONSchema(JSONValue(parsing: result.output))
    }

    #if os(Linux)
        @Test func withoutLibcurlItIsNamedAndOnlyTheServiceIsOutOfReach() async throws {
            try folder.write(pixel, to: "photos/a.png")
            try folder.write("no library", to: "lib/libcurl.so.4")
            let environment = ["LD_LIBRARY_PATH": (folder / "lib").path, "GOOGLE_API_KEY": "secret"]
            let commands = [["run", "describe-images", "photos", "-o", "out"], ["files", "list"], ["doctor"]]
            for command in commands {
                let result = try await sluice.run(command, in: folder.url, environment: environment)
                #expect(result.code == (command == ["doctor"] ? 1 : 69), "\(result.errors)")
                #expect((result.output + result.errors).contains("libcurl cannot be opened"))
            }
            #expect(!FileManager.default.fileExists(atPath: (folder / "out/a.png.json").path))
            let offline = try await sluice.run(
                ["run", "describe-images", "photos", "-o", "out", "--offline"],
                in: folder.url,
                environment: environment
            )
            #expect(offline.code == 0, "\(offline.errors)")
        }
    #endif

    @Test func doctorRepeatsNoSecretThatStandsInTheWrongPlace() async throws {
        let result = try await sluice.run(
            ["doctor"],
            in: folder.url,
            environment: ["GOOGLE_GEMINI_BASE_URL": "http://user:SECRET@example.com", "GOOGLE_API_KEY": "SECRET two"]
        )
        #expect(result.code == 1)
        #expect(!(result.output + result.errors).contains("SECRET"))
        #expect(result.output.contains("✗ API key"))
        #expect(result.output.contains("✗ Service"))
    }

    @Test func doctorFindsThisMachineFit() async throws {
        let result = try await run("doctor", "--json")
        #expect(result.code == 0)
        #expect(try JSONValue(parsing: result.output)["ok"] == true)
    }

    @Test(arguments: ["run", "plan", "status", "inspect", "schema", "doctor", "emulator"])
    func everyCommandHasHelp(command: String) async throws {
        let result = try await run(command, "--help")
        #expect(result.code == 0)
        #expect(result.output.contains("USAGE: sluice \(command)"))
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await sluice.run(arguments, in: folder.url)
    }
}
