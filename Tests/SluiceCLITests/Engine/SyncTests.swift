import Foundation
import GeminiEmulator
import TestSupport
import Testing

#if os(Linux)
    /// What is synced to the disk, seen by a library that stands before the system's `fsync`.
    @Suite(.enabled(if: SyncProbe.compiler != nil))
    struct SyncTests {
        let folder = TemporaryFolder()

        @Test func newFoldersAreSyncedInTheFoldersThatHoldThem() async throws {
            try folder.write(Data(describing: "a"), to: "in/trip/day/a.txt")
            let synced = try await run(SyncProbe(in: folder)).synced
            // A name is safe once the folder that holds it is: from the first folder that was missing to the record's own.
            for path in ["", "/new", "/new/out", "/new/out/trip", "/new/out/trip/day"].map({ folder.url.path + $0 }) {
                #expect(synced.contains(path), "\(path) is not among \(synced)")
            }
        }

        @Test func aSyncThatASignalInterruptsIsDoneAgain() async throws {
            for name in ["a", "b"] { try folder.write(Data(describing: name), to: "in/\(name).txt") }
            let probe = try SyncProbe(in: folder, failing: "MARK", with: EINTR, times: 1)
            let (result, _) = try await run(probe)
            #expect(result.code == 0, "\(result.errors)")
            #expect(try outputs() == ["a.txt.json", "a.txt.txt", "b.txt.json", "b.txt.txt"])
        }

        @Test func aFormatThatTheDiskDoesNotTakeCostsNoAnswerAndStopsNoOtherItem() async throws {
            for name in ["a", "b", "c"] { try folder.write(Data(describing: name), to: "in/\(name).txt") }
            var options = EmulatorOptions()
            options.tools = .none
            let emulator = Emulator(options)
            try await withEmulatorServer(emulator) { address in
                let probe = try SyncProbe(in: folder, failing: "MARK", with: EIO, times: 1)
                let (first, _) = try await run(probe, at: address)
                #expect(first.code != 0)
                #expect(first.errors.contains("Input/output error"), "\(first.errors)")
                let (second, _) = try await run(SyncProbe(in: folder), at: address)
                #expect(second.code == 0, "\(second.errors)")
            }
            #expect(try outputs().count == 6)
            #expect(emulator.statistics.generations == 3)
        }

        private func run(_ probe: SyncProbe, at address: URL? = nil) async throws -> (
            result: Program.Result, synced: [String]
        ) {
            let recipe = try folder.write(
                """
                sluice: 1
                model: gemini-3.5-flash
                select: {modalities: [text]}
                turns: [{input: [{text: Summarize.}, {media: files}]}]
                output: {formats: [txt], template: {txt: "MARK {{output.text}}"}}
                """,
                to: "recipe.yaml"
            )
            let result = try await Program("sluice").run(
                ["run", recipe.path, (folder / "in").path, "-o", (folder / "new/out").path]
                    + (address.map { ["--base-url", $0.absoluteString] } ?? ["--offline"]),
                environment: probe.environment.merging(address == nil ? [:] : ["GOOGLE_API_KEY": "k"]) { $1 }
            )
            return (result, try probe.synced())
        }

        private func outputs() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: (folder / "new/out").path)
                .filter { !$0.hasPrefix(".") }.sorted()
        }
    }

    extension Data {
        fileprivate init(describing name: String) { self.init("A text of some words about \(name).".utf8) }
    }
#endif
