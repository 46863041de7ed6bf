import Foundation
import Sluice
import TestSupport
import Testing

/// What people do with results: tables, the page, files to start from.
struct ResultCommandTests {
    let folder = TemporaryFolder()

    @Test func resultsBecomeATableAndAPage() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write(pixel + Data([1]), to: "photos/=b.png")
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        let rollup = try await run("rollup", "out", "--json")
        #expect(rollup.code == 0, "\(rollup.errors)")
        #expect(try JSONValue(parsing: rollup.output)["files"] == ["results.csv", "results.jsonl"])
        let table = try String(contentsOf: folder / "out/results.csv", encoding: .utf8)
        #expect(table.contains("'=b.png"))
        let report = try await run("report", "out")
        #expect(report.code == 0, "\(report.errors)")
        #expect(report.output == "out/report.html\n")
        #expect(!report.errors.contains("not found"))
        let page = try String(contentsOf: folder / "out/report.html", encoding: .utf8)
        #expect(page.contains("../photos/a.png"))
    }

    @Test func originalsThatWereMovedAreNamedAndFound() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        try FileManager.default.moveItem(at: folder / "photos", to: folder / "archive")
        let blind = try await run("report", "out")
        #expect(blind.errors.contains("--media"))
        let seeing = try await run("report", "out", "--media", "archive", "-o", "page.html")
        #expect(!seeing.errors.contains("--media"))
        #expect(try String(contentsOf: folder / "page.html", encoding: .utf8).contains("./archive/a.png"))
    }

    @Test(
        arguments: [
            (["rollup", "nowhere"], 64, "nowhere"), (["report", "nowhere"], 64, "nowhere"),
            (["report", ""], 64, "empty"), (["rollup", "photos"], 65, "no result"),
            (["report", "photos"], 65, "no result"),
            (["rollup", "photos", "--format", "xml"], 64, "xml"),
            (["report", "photos", "--media", "nowhere"], 64, "nowhere"),
            (["init", "describe"], 64, "describe-images"), (["statu"], 64, "did you mean 'status'?"),
            (["files", "lits"], 64, "did you mean 'files list'?"), (["nothing"], 64, "expected one of: run, plan"),
            (["init", "--all", "-o", "-"], 64, "folder"),
        ] as [([String], Int, String)]
    )
    func aWrongCommandLineIsOneClearComplaint(arguments: [String], code: Int, word: String) async throws {
        try folder.write(pixel, to: "photos/a.png")
        let result = try await sluice.run(arguments, in: folder.url)
        #expect(result.code == code, "\(result.errors)")
        #expect(result.errors.contains(word), "\(result.errors)")
    }

    @Test func aRecordThatIsDamagedIsNamed() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write(pixel + Data([1]), to: "photos/b.png")
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        let record = try Data(contentsOf: folder / "out/b.png.json")
        try record.prefix(record.count / 2).write(to: folder / "out/b.png.json")
        try folder.write("{\n", to: "out/c.png.json")
        try folder.write("", to: "out/d.png.json")
        try folder.write("{\"somebody\": else", to: "out/other.json")
        for command in ["report", "rollup"] {
            let result = try await run(command, "out", "--json")
            #expect(result.code == 1, "\(result.errors)")
            #expect(result.errors.contains("b.png.json cannot be read as a record"))
            let json = try JSONValue(parsing: result.output)
            #expect(json["completed"] == 1)
            #expect(json["damaged"]?.array?.count == 3)
        }
        for name in ["c", "d"] { try FileManager.default.removeItem(at: folder / "out/\(name).png.json") }
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        #expect(try await run("report", "out").code == 0)
    }

    @Test func whatIsNoFileIsNotReplaced() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        let pipe = (folder / "pipe").path
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        for command in [["report", "out", "-o", "pipe"], ["init", "-o", "pipe", "--force"]] {
            let result = try await sluice.run(command, in: folder.url)
            #expect(result.code == 64, "\(result.errors)")
            #expect(result.errors.contains("a pipe"))
        }
        var info = stat()
        #expect(unsafe lstat(pipe, &info) == 0 && info.st_mode & S_IFMT == S_IFIFO)
        try folder.write("old", to: "real.html")
        try FileManager.default.createSymbolicLink(at: folder / "link.html", withDestinationURL: folder / "real.html")
        #expect(try await run("report", "out", "-o", "link.html").code == 0)
        #expect(try String(contentsOf: folder / "real.html", encoding: .utf8).contains("<html"))
        #expect(unsafe lstat((folder / "link.html").path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK)
        #expect(try await run("report", "out", "-o", "-").code == 64)
    }

    @Test func aPageThatCannotBeWrittenIsSaidToBeSo() async throws {
        try folder.write(pixel, to: "photos/a.png")
        try folder.write("a file", to: "taken")
        try await made("run", "describe-images", "photos", "-o", "out", "--offline")
        let result = try await run("report", "out", "-o", "taken/page.html")
        #expect(result.code == 1)
        #expect(result.errors.contains("taken"))
        #expect(result.output.isEmpty)
    }

    @Test func hostileNamesAndAnswersDoNothingToTheTerminal() async throws {
        let name = "\u{1B}[31mred\u{202E}=1+1"
        try folder.write(pixel, to: "photos/\(name).png")
        try await made("run", "describe-images", "photos", "-o", name, "--offline")
        for arguments in [
            ["rollup", name], ["report", name, "--media", "photos"], ["report", name, "--media", "\u{1B}]0;x"],
        ] {
            let result = try await sluice.run(arguments, in: folder.url)
            #expect(!result.errors.contains("\u{1B}"), "\(arguments)")
            #expect(!result.errors.contains("\u{202E}"), "\(arguments)")
        }
        for file in ["results.csv", "report.html"] {
            let text = try String(contentsOf: (folder / name).appending(path: file), encoding: .utf8)
            #expect(!text.contains("\u{1B}"), "\(file)")
            #expect(!text.contains("\u{202E}"), "\(file)")
        }
    }

    @Test func aStarterFileIsARecipeThatEditorsCanCheck() async throws {
        let result = try await run("init")
        #expect(result.code == 0, "\(result.errors)")
        let text = try String(contentsOf: folder / "describe-images.yaml", encoding: .utf8)
        let named = try #require(text.split(separator: "\n").first?.split(separator: "$schema=").last)
        #expect(text.hasPrefix("# yaml-language-server: $schema="))
        let schema = try Data(contentsOf: folder / String(named))
        #expect(try JSONValue(parsing: Array(schema)) == Recipe.jsonSchema)
        #expect(throws: Never.self) { try Recipe.load((folder / "describe-images.yaml").path) }
    }

    @Test func whatIsThereIsNotOverwrittenUnlessAsked() async throws {
        try folder.write("mine", to: "describe-images.yaml")
        let refused = try await run("init", "describe-images")
        #expect(refused.code == 64)
        #expect(refused.errors.contains("--force"))
        #expect(try String(contentsOf: folder / "describe-images.yaml", encoding: .utf8) == "mine")
        #expect(try await run("init", "describe-images", "--force").code == 0)
        #expect(try String(contentsOf: folder / "describe-images.yaml", encoding: .utf8) != "mine")
    }

    @Test func thereIsAStarterFileOfEachKind() async throws {
        #expect(try await run("init", "--all", "-o", "recipes").code == 0)
        for name in Recipe.builtInNames {
            #expect(throws: Never.self) { try Recipe.load((folder / "recipes/\(name).yaml").path) }
        }
        let shown = try await run("init", "transcribe-audio", "-o", "-")
        #expect(shown.output.hasPrefix("# yaml-language-server"))
    }

    @Test func aFolderIsNamedByItsLastStroke() async throws {
        try await made("init", "-o", "recipes/")
        #expect(FileManager.default.fileExists(atPath: (folder / "recipes/describe-images.yaml").path))
    }

    @Test(arguments: ["report", "rollup", "init"])
    func everyCommandHasHelp(command: String) async throws {
        let result = try await run(command, "--help")
        #expect(result.code == 0)
        #expect(result.output.contains("USAGE: sluice \(command)"))
    }

    private func made(_ arguments: String...) async throws {
        let result = try await sluice.run(arguments, in: folder.url)
        try #require(result.code == 0, "\(result.errors)")
    }

    private func run(_ arguments: String...) async throws -> Program.Result {
        try await sluice.run(arguments, in: folder.url)
    }
}
