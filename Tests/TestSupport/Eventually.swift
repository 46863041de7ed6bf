/// Waits until something that another process brings about is so.
///
/// - Throws: After a minute, so that a test whose process died fails and does not hang.
public func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<6000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverCame(what: what)
}

/// What a test waited for in vain.
public struct NeverCame: Error {
    public let what: String
}
