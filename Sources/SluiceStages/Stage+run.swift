extension Stage {
    /// Runs the stage over every input, at most `limit` at a time.
    ///
    /// - One input's failure is that input's outcome; the others go on.
    /// - `body` gets one outcome at a time, in the order they finish. An input is taken from the source only while
    ///   fewer than `limit` are taken and not yet handed to `body`: a slow consumer slows the source, and memory
    ///   holds `limit` items however long the source is.
    /// - When the call returns, nothing it started is still running. To stop early, throw from `body` or cancel
    ///   the task.
    ///
    /// - Throws: What `body` throws, after the rest has stopped; what the source throws, after everything it gave
    ///   was delivered; `CancellationError` when cancelled.
    public func run<Inputs: AsyncSequence & Sendable>(
        over inputs: Inputs,
        limit: Int = 4,
        forEach body: (Outcome<Input, Output>) async throws -> Void
    ) async throws where Inputs.Element == Input {
        precondition(limit > 0, "A run needs room for at least one item")
        let (permits, permit) = AsyncStream.makeStream(of: Void.self)
        let (outcomes, delivery) = AsyncStream.makeStream(of: Outcome<Input, Output>.self)
        for _ in 0..<limit { permit.yield() }

        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { delivery.finish() }
                try await intake(of: inputs, permits: permits, delivery: delivery).get()
            }
            defer { group.cancelAll() }
            for await outcome in outcomes {
                try await body(outcome)
                permit.yield()
            }
            try await group.waitForAll()
            try Task.checkCancellation()
        }
    }

    /// Runs the stage over every input, at most `limit` at a time.
    ///
    /// The same run as over an asynchronous source: see ``run(over:limit:forEach:)-(AsyncSequence,_,_)``.
    public func run<Inputs: Sequence & Sendable>(
        over inputs: Inputs,
        limit: Int = 4,
        forEach body: (Outcome<Input, Output>) async throws -> Void
    ) async throws where Inputs.Element == Input {
        try await run(over: Delivered(inputs), limit: limit, forEach: body)
    }

    /// Takes an input for every permit and starts it. Returns when all that was started has been delivered.
    private func intake<Inputs: AsyncSequence & Sendable>(
        of inputs: Inputs,
        permits: AsyncStream<Void>,
        delivery: AsyncStream<Outcome<Input, Output>>.Continuation
    ) async -> Result<Void, any Error> where Inputs.Element == Input {
        // The group of workers cannot throw: a source that fails ends the intake, not the work in flight.
        await withDiscardingTaskGroup { workers in
            do {
                var source = inputs.makeAsyncIterator()
                var index = 0
                for await _ in permits {
                    guard let input = try await source.next() else { break }
                    workers.addTask { [index] in delivery.yield(await outcome(of: input, at: index)) }
                    index += 1
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
    }

    private func outcome(of input: Input, at index: Int) async -> Outcome<Input, Output> {
        let clock = ContinuousClock()
        let start = clock.now
        let result: Result<Output, StageFailure>
        do {
            result = .success(try await attributed(input))
        } catch {
            result = .failure(StageFailure(error, in: name))
        }
        return Outcome(index: index, input: input, result: result, elapsed: clock.now - start)
    }
}

/// A sequence seen as an asynchronous one.
package struct Delivered<Base: Sequence & Sendable>: AsyncSequence, Sendable {
    private let base: Base

    package init(_ base: Base) { self.base = base }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: Base.Iterator
        package mutating func next() async -> Base.Element? { base.next() }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(base: base.makeIterator()) }
}
