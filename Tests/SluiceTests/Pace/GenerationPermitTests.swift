import Gemini
import Sluice
import SluiceSupport
import Testing

@testable import SluiceEngine
@testable import SluiceGemini

/// An item's permit to generate.
struct GenerationPermitTests {
    let semaphore = AsyncSemaphore(permits: 1)

    @Test func itIsTakenOnceAndGivenBackOnce() async throws {
        let permit = GenerationPermit(of: semaphore) { true }
        permit.begin()
        #expect(semaphore.inUse == 0)
        for _ in 0..<2 {
            try await permit.acquire()
            #expect(semaphore.inUse == 1)
        }
        for _ in 0..<2 {
            permit.release()
            #expect(semaphore.inUse == 0)
        }
    }

    @Test func whoIsNotWantedAnyMoreDoesNotBegin() async throws {
        let permit = GenerationPermit(of: semaphore) { false }
        await #expect(throws: CancellationError.self) { try await permit.acquire() }
        #expect(semaphore.inUse == 0)
    }
}
