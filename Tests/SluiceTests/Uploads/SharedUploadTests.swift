import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// Equal bytes are sent once.
struct SharedUploadTests {
    let folder = TemporaryFolder()
    let emulator: Emulator
    let gemini: GeminiClient

    init() throws {
        var options = EmulatorOptions()
        options.tools = .none
        emulator = Emulator(options)
        let retry = RetryPolicy(attempts: 6, firstDelay: .milliseconds(2), longestDelay: .milliseconds(10))
        gemini = GeminiClient(key: "k", transport: emulator, retry: retry)
        for number in 0..<12 { try folder.write(Sample.png(UInt8(number)).data, to: "in/\(number).png") }
    }

    @Test func runsAtTheSameTimeShareTheirUploads() async throws {
        async let one = run(to: "one")
        async let two = run(to: "two")
        let completed = try await [one.completed, two.completed]
        #expect(completed == [12, 12])
        #expect(emulator.statistics.uploads == 12)
        #expect(try await stored() == 0)
    }

    @Test func whatStaysTwoDaysIsNotSentAgain() async throws {
        _ = try await run(to: "one", keep: "48h")
        #expect(try await stored() == 12)
        let again = try await run(to: "two", keep: "48h")
        #expect(again.completed == 12)
        #expect(emulator.statistics.uploads == 12)
        let uploads = try record("two/3.png.json")["uploads"]
        #expect(uploads?[0]?["reused"] == true)
    }

    @Test func whatSomebodyDeletedIsSentOnceMore() async throws {
        _ = try await run(to: "one", keep: "48h")
        var names: [String] = []
        for try await file in gemini.files.list() { names.append(file.name) }
        try await gemini.files.delete(names[0])
        try await gemini.files.delete(names[1])
        #expect(try await run(to: "two", keep: "48h").completed == 12)
        #expect(emulator.statistics.uploads == 14)
    }

    @Test func anotherKeyHasUploadsOfItsOwn() async throws {
        _ = try await run(to: "one", keep: "48h")
        let other = GeminiClient(key: "another", transport: emulator, retry: gemini.retry)
        #expect(try await run(to: "two", keep: "48h", using: other).completed == 12)
        #expect(emulator.statistics.uploads == 24)
    }

    @Test(arguments: ["file: {hash: corrupt}", "file: {expires_in: 0}"])
    func aStoredCopyThatIsNoGoodCostsOneMoreUpload(action: String) async throws {
        let plan = "faults: [{on: {operation: files.upload, first: 1}, do: {\(action)}}]"
        emulator.setFaults(try FaultPlan(parsing: plan))
        #expect(try await run(to: "one").completed == 12)
        #expect(emulator.statistics.uploads == 13)
    }

    @Test func anAnswerThatIsLostAfterTheLastByteCostsNone() async throws {
        emulator.setFaults(
            try FaultPlan(parsing: "faults: [{on: {operation: files.upload, first: 1}, do: {reset: lost}}]")
        )
        #expect(try await run(to: "one").completed == 12)
        #expect(emulator.statistics.uploads == 12)
        #expect(try await stored() == 0)
    }

    @Test func aMemoryThatCannotBeReadIsDoneWithout() async throws {
        try folder.write("no database at all, and long enough to be taken for one", to: "uploads.sqlite")
        #expect(try await run(to: "one").completed == 12)
    }

    @Test func aRunThatCannotFitIsRefusedBeforeAnythingIsSent() async throws {
        // Eleven films of two gigabytes, of which the disk holds only the holes.
        for number in 0..<11 {
            let file = try folder.write(Data(), to: "in/\(number).mp4")
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 1_990_000_000)
            try handle.close()
        }
        let error = await #expect(throws: ItemError.self) { try await run(to: "one") }
        #expect(error?.kind == "storage_full")
        #expect(emulator.statistics.uploads == 0)
    }

    @Test func noByteThatArrivedIsSentAgainOverSockets() async throws {
        let bytes = 12 << 20
        let source = folder / "in/long.png"
        try (Sample.png(99).data + Data(repeating: 7, count: bytes)).write(to: source)
        emulator.setFaults(
            try FaultPlan(parsing: "faults: [{on: {operation: files.upload}, do: {reset: request, at: 3145728}}]")
        )
        try await withEmulatorServer(emulator) { address in
            var client = GeminiClient(key: "k", baseURL: address)
            client.retry = gemini.retry
            let file = try await Upload(using: client).run(try await Detect().run(source)).file
            #expect(file?.sizeBytes == Int64(try Data(contentsOf: source).count))
        }
        #expect(emulator.statistics.uploadedBytes == Int(try Data(contentsOf: source).count))
        #expect(emulator.statistics.violations == [:])
    }

    private func run(to output: String, keep: String = "run", using client: GeminiClient? = nil) async throws
        -> RunSummary
    {
        let yaml = Desk.describing(extra: "uploads: {keep: \(keep)}")
        var options = RunOptions()
        options.uploadMemory = .file(folder / "uploads.sqlite")
        let run = Run(
            try Recipe(yaml: yaml, file: "test.yaml"),
            over: [(folder / "in").path],
            to: folder / output,
            using: client ?? gemini,
            options: options
        )
        return try await run.start()
    }

    private func record(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: folder / path)))
    }

    private func stored() async throws -> Int {
        var count = 0
        for try await _ in gemini.files.list() { count += 1 }
        return count
    }
}
