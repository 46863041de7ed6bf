import SluiceSupport
import Testing

@Suite struct AsyncSemaphoreTests {
    @Test(arguments: [1, 3, 7])
    func neverMoreThanItsPermitsAreInside(permits: Int) async throws {
        let semaphore = AsyncSemaphore(permits: permits)
        let room = Occupancy()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for _ in 0..<200 {
                tasks.addTask {
                    try await semaphore.withPermit { await room.visit { await Task.yield() } }
                }
            }
            try await tasks.waitForAll()
        }
        #expect(room.most == permits)
        #expect(semaphore.inUse == 0)
    }

    @Test func morePermitsLetThoseInWhoWait() async throws {
        let semaphore = AsyncSemaphore(permits: 1)
        try await semaphore.acquire()
        let second = Task { try await semaphore.acquire() }
        semaphore.resize(to: 2)
        try await second.value
        #expect(semaphore.inUse == 2)
    }

    @Test func fewerPermitsKeepOthersOutUntilEnoughAreGivenBack() async throws {
        let semaphore = AsyncSemaphore(permits: 2)
        try await semaphore.acquire()
        try await semaphore.acquire()
        semaphore.resize(to: 1)
        let third = Task {
            try await semaphore.acquire()
            return semaphore.inUse
        }
        semaphore.release()
        semaphore.release()
        #expect(try await third.value == 1)
    }

    @Test func cancellingWhileWaitingTakesNoPermit() async throws {
        let semaphore = AsyncSemaphore(permits: 1)
        try await semaphore.acquire()
        let waiting = Task { try await semaphore.withPermit { Issue.record("it was let in") } }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        semaphore.release()
        try await semaphore.acquire()
        #expect(semaphore.inUse == 1)
    }
}
