/// The items of a run that no earlier run has done. What is done, and what could not be looked into, is put aside.
struct Admission: AsyncSequence, Sendable {
    typealias Element = Candidate

    let findings: Findings
    let onAside: @Sendable (Finding) -> Void

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: Findings.Iterator
        fileprivate let onAside: @Sendable (Finding) -> Void

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Candidate? {
            while let finding = try await base.next(isolation: actor) {
                if case .open(let candidate) = finding { return candidate }
                onAside(finding)
            }
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(base: findings.makeAsyncIterator(), onAside: onAside) }
}
