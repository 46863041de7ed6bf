public import StructuredJSON

/// A record of an output folder, and where it is.
public struct StoredResult: Sendable {
    /// The record's file, below the output folder: `trip/cat.jpg.json`.
    public let path: String
    /// The record, with the members that this version does not know.
    public let record: Record

    /// The record as JSON.
    public var json: JSONValue { record.json }

    /// Whether the item has an answer.
    public var isCompleted: Bool { record.status == .completed }

    /// What the item is called: the record's path without `.json`.
    public var name: String { String(path.dropLast(".json".count)) }
}
