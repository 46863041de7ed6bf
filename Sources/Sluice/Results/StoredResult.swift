public import StructuredJSON

/// A record that was read back.
public struct StoredResult: Sendable {
    /// The record's file, below the output folder: `trip/cat.jpg.json`.
    public let path: String
    /// The record, as `sluice schema result` describes it. Members that are not known are in it too.
    public let json: JSONValue

    /// `nil` for JSON that is no record of ours.
    init?(path: String, json: JSONValue) {
        guard json["schema_version"]?.number?.int == ResultRecord.version, json["status"]?.string != nil,
            json["source"]?.array != nil
        else { return nil }
        self.path = path
        self.json = json
    }

    public var isCompleted: Bool { json["status"] == "completed" }

    /// What the item is called: the record's path without `.json`.
    public var name: String { String(path.dropLast(".json".count)) }
}
