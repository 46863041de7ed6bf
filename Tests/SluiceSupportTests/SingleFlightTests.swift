import SluiceSupport
import Testing

@Suite struct SingleFlightTests {
    @Test func equalKeysAreWorkedOnOnce() async throws {
        let flight = SingleFlight<String, Int>()
        let values = try await withThrowingTaskGroup(of: Int.self) { tasks in
            // One leads from before the others join until all of them wait or have come.
            guard case .lead = try await flight.join("key") else { throw CancellationError() }
            for _ in 0..<50 {
                tasks.addTask {
                    switch try await flight.join("key") {
                    case .follow(let value): return value
                    case .lead:
                        flight.complete("key", with: 2)
                        return 2
                    }
                }
            }
            flight.complete("key", with: 1)
            var values: [Int] = []
            for try await value in tasks { values.append(value) }
            return values
        }
        #expect(values.count == 50)
        #expect(values.allSatisfy { $0 == 1 || $0 == 2 })
    }

    @Test func otherKeysDoNotWait() async throws {
        let flight = SingleFlight<Int, Int>()
        for key in 0..<3 {
            guard case .lead = try await flight.join(key) else {
                Issue.record("\(key) waited")
                return
            }
        }
    }

    @Test func withoutAResultTheNextOneLeads() async throws {
        let flight = SingleFlight<String, Int>()
        _ = try await flight.join("key")
        let second = Task { try await flight.join("key") }
        flight.complete("key", with: nil)
        guard case .lead = try await second.value else {
            Issue.record("nobody leads")
            return
        }
        flight.complete("key", with: 5)
        guard case .lead = try await flight.join("key") else {
            Issue.record("a result outlived its flight")
            return
        }
    }

    @Test func aCancelledFollowerIsForgotten() async throws {
        let flight = SingleFlight<String, Int>()
        _ = try await flight.join("key")
        let second = Task { try await flight.join("key") }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        flight.complete("key", with: 1)
        guard case .lead = try await flight.join("key") else {
            Issue.record("a result outlived its flight")
            return
        }
    }

    @Test func aBodyThatThrowsLeavesTheWorkToTheNext() async throws {
        struct Fault: Error {}
        let flight = SingleFlight<String, Int>()
        let value = try await withThrowingTaskGroup(of: Int.self) { tasks in
            _ = try await flight.join("key")
            tasks.addTask { try await flight.value(for: "key") { 7 } }
            await #expect(throws: Fault.self) {
                try await flight.value(for: "other") { throw Fault() }
            }
            flight.complete("key", with: nil)
            return try await tasks.next()
        }
        #expect(value == 7)
        #expect(try await flight.value(for: "other") { 8 } == 8)
    }

    @Test func bodiesOfOneKeyNeverOverlap() async throws {
        let lock = SingleFlight<String, Never>()
        let room = Occupancy()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for index in 0..<100 {
                tasks.addTask {
                    try await lock.exclusively("\(index % 3 == 0 ? "a" : "b")") {
                        if index % 3 == 0 { await room.visit { await Task.yield() } }
                    }
                }
            }
            try await tasks.waitForAll()
        }
        #expect(room.most == 1)
    }
}
