import SluiceSupport
import Synchronization
import Testing

@Suite struct AsyncConditionTests {
    @Test func aNeedThatIsMetDoesNotWait() async throws {
        let stock = AsyncCondition(3)
        let taken = try await stock.wait { stock -> Int? in
            guard stock >= 2 else { return nil }
            stock -= 2
            return 2
        }
        #expect(taken == 2)
        #expect(stock.read { $0 } == 1)
    }

    @Test func everyChangeServesThoseWhoCanGoOn() async throws {
        let stock = AsyncCondition(0)
        try await withThrowingTaskGroup(of: Int.self) { (tasks: inout ThrowingTaskGroup<Int, any Error>) in
            for need in [5, 1] {
                tasks.addTask { try await stock.wait { $0 >= need ? need : nil } }
            }
            while stock.waiting < 2 { await Task.yield() }
            stock.update { $0 = 1 }
            let first = try await tasks.next()
            #expect(first == 1)
            stock.update { $0 = 5 }
            let second = try await tasks.next()
            #expect(second == 5)
        }
        #expect(stock.waiting == 0)
    }

    @Test func inTheStrictOrderNobodyOvertakes() async throws {
        let stock = AsyncCondition(0, order: .firstComeFirstServed)
        try await withThrowingTaskGroup(of: Int.self) { tasks in
            for (index, need) in [5, 1].enumerated() {
                tasks.addTask {
                    try await stock.wait { stock in
                        guard stock >= need else { return nil }
                        stock -= need
                        return need
                    }
                }
                while stock.waiting <= index { await Task.yield() }
            }
            stock.update { $0 = 4 }
            #expect(stock.waiting == 2)
            stock.update { $0 = 6 }
            var served: Set<Int> = []
            for try await need in tasks { served.insert(need) }
            #expect(served == [1, 5])
            #expect(stock.read { $0 } == 0)
        }
    }

    @Test func aCancelledWaiterLeavesAndLetsTheNextOneGoOn() async throws {
        let stock = AsyncCondition(1, order: .firstComeFirstServed)
        let large = Task { try await stock.wait { $0 >= 9 ? 9 : nil } }
        while stock.waiting < 1 { await Task.yield() }
        let small = Task { try await stock.wait { $0 >= 1 ? 1 : nil } }
        while stock.waiting < 2 { await Task.yield() }
        large.cancel()
        #expect(try await small.value == 1)
        await #expect(throws: CancellationError.self) { try await large.value }
        #expect(stock.waiting == 0)
    }

    @Test func aTaskThatIsCancelledAlreadyTakesNothing() async {
        let stock = AsyncCondition(1)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await stock.wait { stock -> Int? in
                stock -= 1
                return 1
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(stock.read { $0 } == 1)
    }
}
