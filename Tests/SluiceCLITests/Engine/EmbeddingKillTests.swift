import Foundation
import GRDB
import GeminiEmulator
import Sluice
import Synchronization
import TestSupport
import Testing

/// The program of the README that embeds Sluice: a stage of its own, a job, and rows in a database of its own.
struct EmbeddingKillTests {
    private struct Trigger {
        var exchanges = 0
        var fatal = Int.max
        var process: pid_t?
    }

    private let folder = TemporaryFolder()

    @Test func killedAtTwentyMomentsItHasAnAnswerForEveryPhotoAndPaysNoneTwice() async throws {
        let photos = 40
        for number in 0..<photos { try folder.write(pixel + Data([UInt8(number)]), to: "in/\(number).png") }
        let trigger = Mutex(Trigger())
        var options = EmulatorOptions()
        options.tools = .none
        options.modelLatency = .milliseconds(5)
        options.onExchange = { _ in
            trigger.withLock { trigger in
                trigger.exchanges += 1
                if trigger.exchanges >= trigger.fatal, let process = trigger.process { kill(process, SIGKILL) }
            }
        }
        let emulator = Emulator(options)
        try await withEmulatorServer(emulator) { address in
            var kills = 0
            for _ in 0..<20 {
                trigger.withLock { $0.fatal = $0.exchanges + Int.random(in: 1...24) }
                let status = try await run(address) { process in trigger.withLock { $0.process = process } }
                trigger.withLock { $0.process = nil }
                if status == SIGKILL { kills += 1 }
            }
            trigger.withLock { $0.fatal = .max }
            #expect(kills > 5)
            #expect(try await run(address) { _ in } == 0)
            let database = try DatabaseQueue(path: (folder / "cards.sqlite").path)
            let rows = try await database.read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM card WHERE title <> ''")
            }
            #expect(rows == photos)
            // Eight are under way at first, and the answer of each may be lost with the process.
            let paid = emulator.statistics.generations
            #expect(paid >= photos)
            #expect(paid - photos <= kills * 8, "\(paid) paid, \(kills) kills")
            var stored: [String] = []
            for try await file in GeminiClient(key: "k", transport: emulator).files.list() { stored.append(file.name) }
            #expect(stored.isEmpty)
            #expect(try await run(address) { _ in } == 0)
            #expect(emulator.statistics.generations == paid)
        }
    }

    /// - Returns: The status that the process ended with, or the signal.
    private func run(_ address: URL, _ started: (pid_t) -> Void) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: Program("embedding").path)
        process.arguments = [(folder / "in").path, (folder / "cards.sqlite").path]
        process.environment = [
            "GOOGLE_API_KEY": "k", "GOOGLE_GEMINI_BASE_URL": address.absoluteString,
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "TMPDIR": folder.url.path,
        ]
        return try await withCheckedThrowingContinuation { end in
            process.terminationHandler = { end.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                started(process.processIdentifier)
            } catch {
                end.resume(throwing: error)
            }
        }
    }
}
