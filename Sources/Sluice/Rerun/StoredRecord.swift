import Foundation
import Gemini
import SluiceMedia
import StructuredJSON

/// The answer of a record that was written before: what another item with the same key may take over.
struct StoredRecord: Sendable {
    let key: String
    let turns: [ResultRecord.Turn]
    let data: JSONValue?
    /// The whole answer, when it is not the last turn's.
    let text: String?
    let transcript: Transcript?
    let duration: Double?
    let usage: Usage?
    let cost: Double?
    let attempts: Int

    /// Far more than any answer; records lie where anybody may put something.
    private static let mostBytes = 256 << 20

    static func bytes(at path: String) -> [UInt8]? {
        try? RegularFile.read(path, atMost: mostBytes)
    }

    /// `nil` for what is not the whole record of a completed item.
    init?(at path: String) {
        guard let bytes = Self.bytes(at: path), let json = try? JSONValue(parsing: bytes) else { return nil }
        self.init(json)
    }

    init?(_ json: JSONValue) {
        guard json["schema_version"]?.number?.int == ResultRecord.version, json["status"]?.string == "completed",
            let key = json["key"]?.string, let turns = json["turns"]?.array, !turns.isEmpty
        else { return nil }
        self.key = key
        self.turns = turns.map { turn in
            ResultRecord.Turn(
                text: turn["text"]?.string ?? "",
                interactionID: turn["interaction_id"]?.string,
                status: turn["status"]?.string ?? "completed",
                usage: nil,
                part: turn["part"].flatMap(Self.part)
            )
        }
        text = json["output"]?["text"]?.string
        transcript = json["output"].flatMap(Transcript.init(record:))
        duration = json["output"]?["duration_seconds"]?.number?.double
        data = json["output"]?["data"].flatMap { $0.isNull ? nil : $0 }
        usage = json["usage"].flatMap(Usage.init(json:))
        cost = json["cost_usd"]?.number?.double
        attempts = json["attempts"]?.number?.int ?? 0
    }

    init(_ record: ResultRecord, key: String) {
        self.key = key
        turns = record.turns
        data = record.data
        usage = record.usage
        cost = record.cost
        attempts = record.attempts
        text = record.text
        transcript = record.transcript
        duration = record.duration
    }

    private static func part(_ json: JSONValue) -> Range<Double>? {
        guard let start = json["start"]?.number?.double, let end = json["end"]?.number?.double, start < end else {
            return nil
        }
        return start..<end
    }
}
