/// What became of an item, or is to become of it: in records, ledgers, events and summaries the same word.
public struct ItemState: RawRepresentable, Hashable, Sendable {
    /// The word.
    public let rawValue: String

    /// Takes a word, also one that this version does not know.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// It has an answer.
    public static let completed = Self(rawValue: "completed")
    /// It has none, and a reason.
    public static let failed = Self(rawValue: "failed")
    /// It is not for the recipe.
    public static let skipped = Self(rawValue: "skipped")
    /// It is still to be done.
    public static let pending = Self(rawValue: "pending")
    /// Its earlier answer still holds.
    public static let unchanged = Self(rawValue: "unchanged")
}

extension ItemState: CustomStringConvertible {
    /// The word.
    public var description: String { rawValue }
}

extension ItemState: RecordValue {
    static var shape: RecordShape { .text }
}
