/// Remembers what was found out, and lets those who ask for the same thing meanwhile wait for it.
actor FactCache {
    private enum Entry {
        case running([CheckedContinuation<MediaFacts?, Never>])
        case known(MediaFacts)
    }

    private var entries: [String: Entry] = [:]
    /// Keys in the order in which they became known.
    private var order: [String] = []
    private static let limit = 10_000

    func facts(for key: String, _ find: @Sendable () async throws -> MediaFacts) async throws -> MediaFacts {
        while true {
            switch entries[key] {
            case .known(let facts): return facts
            case .running(var waiting):
                let found = await withCheckedContinuation { continuation in
                    waiting.append(continuation)
                    entries[key] = .running(waiting)
                }
                try Task.checkCancellation()
                if let found { return found }
            case nil: return try await lead(key, find)
            }
        }
    }

    /// Who comes first finds out for all. Should it fail, the next in line tries.
    private func lead(_ key: String, _ find: @Sendable () async throws -> MediaFacts) async throws -> MediaFacts {
        entries[key] = .running([])
        do {
            let facts = try await find()
            finish(key, facts)
            return facts
        } catch {
            finish(key, nil)
            throw error
        }
    }

    private func finish(_ key: String, _ facts: MediaFacts?) {
        guard case .running(let waiting) = entries[key] else { return }
        entries[key] = facts.map(Entry.known)
        if facts != nil { order.append(key) }
        if order.count > Self.limit { entries[order.removeFirst()] = nil }
        for continuation in waiting { continuation.resume(returning: facts) }
    }
}
