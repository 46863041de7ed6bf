extension AsyncSequence where Element == Discovered {
    /// The same files, put together into groups. Problems pass through where they were found.
    public func grouped(by grouping: Recipe.Grouping) -> DiscoveredGroups<Self> {
        DiscoveredGroups(base: self, grouping: grouping)
    }
}

/// What ``Discovery`` found, in groups.
public struct DiscoveredGroups<Base: AsyncSequence>: AsyncSequence where Base.Element == Discovered {
    public enum Element: Hashable, Sendable {
        case group(InputGroup)
        case problem(DiscoveryProblem)
    }

    public typealias Failure = Base.Failure

    let base: Base
    let grouping: Recipe.Grouping

    public func makeAsyncIterator() -> Iterator {
        Iterator(base: base.makeAsyncIterator(), grouper: InputGrouper(by: grouping))
    }

    public struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: Base.AsyncIterator
        fileprivate var grouper: InputGrouper
        private var ready: ArraySlice<InputGroup> = []
        private var isAtEnd = false

        fileprivate init(base: Base.AsyncIterator, grouper: InputGrouper) {
            self.base = base
            self.grouper = grouper
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(Base.Failure) -> Element? {
            while true {
                if let group = ready.popFirst() { return .group(group) }
                if isAtEnd { return nil }
                switch try await base.next(isolation: actor) {
                case .file(let file): ready = grouper.push(file)[...]
                case .problem(let problem): return .problem(problem)
                case nil:
                    isAtEnd = true
                    ready = grouper.finish()[...]
                }
            }
        }
    }
}

extension DiscoveredGroups: Sendable where Base: Sendable {}
