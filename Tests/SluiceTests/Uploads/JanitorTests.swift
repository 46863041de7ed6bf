import Foundation
import Gemini
import GeminiEmulator
import Sluice
import SluiceLedger
import Synchronization
import TestSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// Uses of uploads that wait to be ended.
struct JanitorTests {
    @Test func itemsWaitWhileTooManyUsesWaitToBeEnded() async throws {
        let gemini = GeminiClient(key: "k", transport: Emulator())
        let uploads = SharedUploads(try UploadStore(at: nil), for: gemini, life: .run)
        let janitor = Janitor(uploads, mostWaiting: 3)
        let released = Mutex(0)
        async let items: Void = {
            for number in 0..<5 {
                let upload = StoredUpload(name: "files/\(number)", uri: "uri/\(number)", expires: .distantFuture)
                await janitor.release([HeldUpload(key: "\(number)", upload: upload, file: nil)])
                released.withLock { $0 += 1 }
            }
        }()
        try await eventually("three uses to be released") { released.withLock(\.self) >= 3 }
        for _ in 0..<20 { await Task.yield() }
        #expect(released.withLock(\.self) == 3)
        // Nothing waits for ever: each use that was ended lets the next one in.
        async let tidying = janitor.run(using: gemini)
        await items
        janitor.finish()
        _ = try await tidying
        #expect(released.withLock(\.self) == 5)
    }
}
