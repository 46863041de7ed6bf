import Foundation
import GeminiEmulator
import Sluice
import TestSupport
import Testing

/// Files large enough to be sent while their digest is computed.
struct LargeUploadTests {
    let folder = TemporaryFolder()
    let emulator: Emulator
    let gemini: GeminiClient
    let film: URL

    private static let size = 33 << 20

    init() throws {
        var options = EmulatorOptions()
        options.tools = .none
        emulator = Emulator(options)
        let retry = RetryPolicy(attempts: 6, firstDelay: .milliseconds(2), longestDelay: .milliseconds(10))
        gemini = GeminiClient(key: "k", transport: emulator, retry: retry)
        film = try Self.film("a", in: folder)
    }

    @Test func whatArrivesIsWhatIsOnDisk() async throws {
        let uploaded = try await upload().send(film)
        #expect(uploaded.file?.sha256 == uploaded.media.sha256)
        #expect(uploaded.media == (try await Detect().run(film)))
        try await expectOneUpload()
    }

    @Test func whatIsThereCostsNothing() async throws {
        let first = try await upload().send(film)
        let again = try await upload().send(film)
        #expect(again.isReused && again.file?.name == first.file?.name)
        try await expectOneUpload()
    }

    @Test func equalBytesAtTheSameTimeAreStoredOnce() async throws {
        let copy = folder / "copy.mp4"
        try FileManager.default.copyItem(at: film, to: copy)
        async let one = upload().send(film)
        async let two = upload().send(copy)
        async let three = upload().run(Detect().run(film))
        let names = try await Set([one, two, three].map(\.file?.name))
        #expect(names.count == 1)
        try await expectOneUpload()
    }

    @Test func anotherFileOfTheSameSizeIsSentToo() async throws {
        let other = try Self.film("b", in: folder)
        async let one = upload().send(film)
        async let two = upload().send(other)
        #expect(try await one.file?.name != two.file?.name)
        #expect(emulator.statistics.uploads == 2)
        #expect(emulator.statistics.uploadedBytes == 2 * Self.size)
    }

    @Test func whatWasBrokenOffIsContinued() async throws {
        emulator.setFaults(
            try FaultPlan(
                parsing: "faults: [{on: {operation: files.upload, call: 3}, do: {reset: request, at: 1048576}}]"
            )
        )
        let impatient = GeminiClient(key: "k", transport: emulator, retry: .never)
        let first = try Upload(using: impatient, rememberedIn: .file(folder / "uploads.sqlite"))
        await #expect(throws: GeminiError.self) { try await first.send(film) }
        _ = try await upload().send(film)
        #expect(emulator.statistics.calls["files.upload.start"] == 1)
        try await expectOneUpload()
    }

    @Test func aFileThatChangesWhileItIsSentIsAFailureAndLeavesNothing() async throws {
        let upload = try upload { sent in
            guard sent.sent == 8 << 20, let handle = try? FileHandle(forWritingTo: sent.file) else { return }
            _ = try? handle.seek(toOffset: 100)
            try? handle.write(contentsOf: Data("other bytes".utf8))
            try? handle.close()
        }
        let error = await #expect(throws: ItemError.self) { try await upload.send(film) }
        #expect(error?.message.contains("changed") == true)
        for try await file in gemini.files.list() { Issue.record("\(file.name) is left") }
    }

    @Test func aStoredCopyThatIsNoGoodIsSentOnceMore() async throws {
        emulator.setFaults(
            try FaultPlan(
                parsing: "faults: [{on: {operation: files.upload, call: 5}, do: {file: {hash: corrupt}}}]"
            )
        )
        let uploaded = try await upload().send(film)
        #expect(uploaded.file?.sha256 == uploaded.media.sha256)
    }

    @Test func noByteIsSentTwiceOverConnectionsThatBreak() async throws {
        let plan = "faults: [{on: {operation: files.upload}, do: {reset: request, at: 3145728}}]"
        emulator.setFaults(try FaultPlan(parsing: plan))
        try await withEmulatorServer(emulator) { address in
            var client = GeminiClient(key: "k", baseURL: address)
            client.retry = gemini.retry
            let upload = try Upload(using: client, rememberedIn: .file(folder / "uploads.sqlite"))
            _ = try await upload.send(film)
        }
        try await expectOneUpload()
    }

    @Test func whatIsTooLargeIsRefusedBeforeItIsRead() async throws {
        let handle = try FileHandle(forWritingTo: film)
        // More than could be read while anybody waits; on disk it is a hole.
        try handle.truncate(atOffset: 1 << 42)
        try handle.close()
        let error = await #expect(throws: ItemError.self) { try await upload().send(film) }
        #expect(error?.kind == "too_large")
    }

    private func expectOneUpload() async throws {
        #expect(emulator.statistics.uploads == 1)
        #expect(emulator.statistics.uploadedBytes == Self.size)
        #expect(emulator.statistics.violations == [:])
    }

    private func upload(_ onProgress: @escaping @Sendable (SentBytes) -> Void = { _ in }) throws -> Upload {
        try Upload(using: gemini, rememberedIn: .file(folder / "uploads.sqlite"), onProgress: onProgress)
    }

    /// A film by its first bytes, and nothing but a hole behind them.
    private static func film(_ name: String, in folder: TemporaryFolder) throws -> URL {
        let head = Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + Data([0, 0, 2, 0]) + Data("isommp42\(name)".utf8)
        let file = try folder.write(head, to: "\(name).mp4")
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
        return file
    }
}
