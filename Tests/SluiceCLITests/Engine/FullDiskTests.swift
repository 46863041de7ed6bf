import Foundation
import Sluice
import TestSupport
import Testing

/// A disk that is full in the middle of a run.
@Suite(.enabled("small file systems can be mounted") { await Namespaces.haveMounts() })
struct FullDiskTests {
    let folder = TemporaryFolder()

    /// Runs a script in which `out` is a disk of so many bytes.
    private func script(size: String, _ lines: String) async throws -> Program.Result {
        for number in 0..<150 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        try folder.write("", to: "out/.keep")
        let (unshare, arguments) = try #require(await Namespaces.command(["--mount"]))
        let script = """
            mount -t tmpfs -o size=\(size) none out || exit 99
            run() { \(sluice.path) run describe-images in -o out --offline --progress none "$@"; echo "code $?"; }
            \(lines)
            """
        return try await unshare.run(arguments + ["sh", "-c", script], in: folder.url)
    }

    @Test func endsTheRunWithItsOwnCodeAndTheSummaryOfWhatWasDone() async throws {
        let result = try await script(size: "400k", "run --json; ls out/*.png.json | wc -l")
        let (json, rest) = try split(result.output)
        let completed = try #require(json["totals"]?["completed"]?.number?.int)
        #expect(completed > 0 && completed < 150)
        #expect(json["stop"] == "unwritable")
        #expect(rest.contains("code 74"), "\(result.errors)")
        #expect(result.errors.contains("\(completed) completed"))
        #expect(result.errors.contains("cannot be written"))
    }

    @Test func leavesTheRestToTheNextRunWhenThereIsRoom() async throws {
        let result = try await script(size: "400k", "run; mount -o remount,size=50m out; run --json")
        #expect(result.output.contains("code 74"))
        let (json, rest) = try split(String(result.output.drop { $0 != "{" }))
        let totals = try #require(json["totals"])
        let done = ["completed", "unchanged"].compactMap { totals[$0]?.number?.int }
        #expect(done.reduce(0, +) == 150)
        #expect(done[1] > 0)
        #expect(rest.contains("code 0"), "\(result.errors)")
    }

    @Test func keepsARunFromBeginningWithTheSameCode() async throws {
        let result = try await script(size: "64k", "head -c 70000 /dev/zero > out/filler; run")
        #expect(result.output.contains("code 74"), "\(result.errors)")
    }

    @Test(arguments: ["rollup out", "report out"])
    func keepsWhatIsMadeOfRecordsFromBeingWritten(command: String) async throws {
        let lines = """
            \(sluice.path) run describe-images in/1.png in/2.png -o out --offline --progress none
            head -c 9000000 /dev/zero > out/filler
            \(sluice.path) \(command); echo "code $?"
            """
        let result = try await script(size: "2m", lines)
        #expect(result.output.contains("code 74"), "\(result.errors)")
    }

    private func split(_ output: String) throws -> (json: JSONValue, rest: String) {
        let end = try #require(output.range(of: "\n}\n"))
        return (try JSONValue(parsing: String(output[..<end.upperBound])), String(output[end.upperBound...]))
    }
}

/// A limit on the size of files, as a shell sets it.
struct FileSizeLimitTests {
    @Test func endsTheRunAsAFullDiskDoes() async throws {
        let folder = TemporaryFolder()
        for number in 0..<150 { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        // Blocks of 512 bytes: the ledger's log outgrows them, and no record does.
        let script = """
            ulimit -f 256; \(sluice.path) run describe-images in -o out --offline --progress none --json; echo "code $?"
            """
        let result = try await Program(at: "/bin/sh").run(["-c", script], in: folder.url)
        #expect(result.output.contains("code 74"), "\(result.errors)")
        #expect(result.output.contains(#""stop": "unwritable""#))
    }
}
