/// The first of many things: all are counted, and at most ``limit`` are kept, so that a run over a million files needs no more memory
/// than one over a thousand.
///
/// As a collection it has those that were kept.
public struct FirstFew<Element: Sendable>: RandomAccessCollection, Sendable {
    /// How many are kept.
    public static var limit: Int { 1000 }

    private var kept: [Element] = []
    /// How many there were, those included that were not kept.
    public private(set) var total = 0

    package init() {}

    /// How many were not kept.
    public var omitted: Int { total - kept.count }
    public var startIndex: Int { kept.startIndex }
    public var endIndex: Int { kept.endIndex }

    public subscript(position: Int) -> Element { kept[position] }

    package mutating func append(_ element: Element) {
        total += 1
        if kept.count < Self.limit { kept.append(element) }
    }

    mutating func append(contentsOf elements: some Sequence<Element>) {
        for element in elements { append(element) }
    }

    mutating func append(contentsOf other: FirstFew) {
        let counted = total + other.total
        append(contentsOf: other.kept)
        total = counted
    }
}

extension FirstFew: Equatable where Element: Equatable {}
