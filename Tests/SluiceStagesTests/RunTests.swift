import SluiceStages
import Testing

struct RunTests {
    private let pass = Pipeline("pass") { (number: Int) in number }

    @Test func oneFailureLeavesTheOthersAlone() async throws {
        let halve = Pipeline("halve") { (number: Int) in
            guard number.isMultiple(of: 2) else { throw Odd(number: number) }
            return number / 2
        }
        var halves: [Int: Int] = [:]
        var failures: [Int: String] = [:]
        try await halve.run(over: 0..<6) { outcome in
            switch outcome.result {
            case .success(let half): halves[outcome.input] = half
            case .failure(let failure): failures[outcome.input] = failure.stage
            }
        }
        #expect(halves == [0: 0, 2: 1, 4: 2])
        #expect(failures == [1: "halve", 3: "halve", 5: "halve"])
    }

    @Test(arguments: [1, 3, 8])
    func theLimitIsFilledAndNeverExceeded(limit: Int) async throws {
        let room = Room()
        let crowd = Pipeline("crowd") { (number: Int) in
            await room.enter()
            if number < limit { await room.visited(by: limit) }
            await room.leave()
        }
        try await crowd.run(over: 0..<40, limit: limit) { _ in }
        #expect(await room.peak == limit)
        #expect(await room.visits == 40)
    }

    @Test(arguments: [1, 4])
    func theSourceIsNeverMoreThanTheLimitAhead(limit: Int) async throws {
        let source = CountingSource(count: 100)
        var handled = 0
        try await pass.run(over: source, limit: limit) { _ in
            for _ in 0..<50 { await Task.yield() }
            #expect(source.taken <= handled + limit)
            handled += 1
        }
        #expect(handled == 100)
    }

    @Test func aSlowSourceDoesNotHoldBackOutcomes() async throws {
        let (inputs, feed) = AsyncStream.makeStream(of: Int.self)
        feed.yield(1)
        var seen: [Int] = []
        // The second input is there only after the first outcome was seen.
        try await pass.run(over: inputs, limit: 4) { outcome in
            seen.append(try outcome.output)
            if seen == [1] { feed.yield(2) } else { feed.finish() }
        }
        #expect(seen == [1, 2])
    }

    @Test func aSlowItemDoesNotHoldBackTheNext() async throws {
        let room = Room()
        let stage = Pipeline("wait for the rest") { (number: Int) in
            if number == 0 { await room.visited(by: 9) } else { await room.enter() }
            return number
        }
        var order: [Int] = []
        try await stage.run(over: 0..<10, limit: 2) { order.append($0.index) }
        #expect(order.last == 0)
        #expect(order.sorted() == Array(0..<10))
    }

    @Test func aSourceThatFailsStillDeliversWhatItGave() async {
        let inputs = AsyncThrowingStream<Int, any Error> { feed in
            feed.yield(1)
            feed.yield(2)
            feed.finish(throwing: Enough())
        }
        var seen: Set<Int> = []
        await #expect(throws: Enough.self) {
            try await pass.run(over: inputs) { seen.insert(try $0.output) }
        }
        #expect(seen == [1, 2])
    }

    @Test func throwingFromTheBodyLeavesNothingRunning() async {
        let room = Room()
        let endless = Pipeline("endless") { (number: Int) in
            await room.enter()
            if number > 0 { try? await Task.sleep(for: .seconds(3600)) }
            await room.leave()
        }
        await #expect(throws: Enough.self) {
            try await endless.run(over: 0..<100, limit: 4) { _ in throw Enough() }
        }
        #expect(await room.count == 0)
        #expect(await room.visits <= 5)
    }

    @Test func cancellingTheCallerStopsTheRun() async {
        let room = Room()
        let endless = Pipeline("endless") { (_: Int) in
            await room.enter()
            try? await Task.sleep(for: .seconds(3600))
            await room.leave()
        }
        let run = Task { try await endless.run(over: 0..<100, limit: 4) { _ in } }
        await room.visited(by: 4)
        run.cancel()
        await #expect(throws: CancellationError.self) { try await run.value }
        #expect(await room.count == 0)
        #expect(await room.visits <= 8)
    }

    @Test func anEmptySourceIsNoWork() async throws {
        var seen = 0
        try await pass.run(over: [Int]()) { _ in seen += 1 }
        #expect(seen == 0)
    }

    @Test func everyOutcomeIsDeliveredOnce() async throws {
        var seen: [Int] = []
        try await pass.run(over: 0..<2000, limit: 16) { outcome in
            #expect(outcome.index == outcome.input)
            seen.append(outcome.index)
        }
        #expect(seen.sorted() == Array(0..<2000))
    }
}

private struct Odd: Error { let number: Int }
private struct Enough: Error {}
