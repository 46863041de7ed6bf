/// Counting semaphore for tasks: first come, first served, cancellable, resizable while in use.
package final class AsyncSemaphore: Sendable {
    private struct Permits {
        var all: Int
        var inUse = 0
    }

    private let permits: AsyncCondition<Permits>

    /// - Parameter permits: How many tasks may be inside at a time; at least one.
    package init(permits: Int) {
        precondition(permits > 0, "A semaphore without permits would never let anybody in")
        self.permits = AsyncCondition(Permits(all: permits), order: .firstComeFirstServed)
    }

    /// How many permits are taken.
    package var inUse: Int { permits.read(\.inUse) }

    /// Changes the number of permits. Those that are taken stay so: after a reduction nobody enters until enough are
    /// given back.
    package func resize(to permits: Int) {
        precondition(permits > 0, "A semaphore without permits would never let anybody in")
        self.permits.update { $0.all = permits }
    }

    /// Runs the body holding a permit.
    ///
    /// - Throws: What the body throws, or `CancellationError` when cancelled before a permit was free.
    package func withPermit<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await acquire()
        defer { release() }
        return try await body()
    }

    /// Takes a permit; each needs one ``release()``.
    ///
    /// - Throws: `CancellationError` when cancelled before one was free.
    package func acquire() async throws {
        try await permits.wait { permits -> Void? in
            guard permits.inUse < permits.all else { return nil }
            permits.inUse += 1
            return ()
        }
    }

    /// Gives a permit back.
    package func release() { permits.update { $0.inUse -= 1 } }
}
