import Synchronization

/// Numbers from 0, and how many of them were taken.
final class CountingSource: AsyncSequence, Sendable {
    private let next = Mutex(0)
    private let count: Int

    init(count: Int) { self.count = count }

    var taken: Int { next.withLock { $0 } }

    func makeAsyncIterator() -> Iterator { Iterator(source: self) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate let source: CountingSource

        mutating func next() async -> Int? {
            source.next.withLock { number in
                guard number < source.count else { return nil }
                defer { number += 1 }
                return number
            }
        }
    }
}
