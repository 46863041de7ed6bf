public import Foundation
import SluiceMedia
public import StructuredJSON

extension Record {
    /// The largest file that is read as a record, 256 MiB.
    static let largestSize = 256 << 20

    /// Reads a record's file. Blocks while it reads.
    ///
    /// - Throws: ``RecordError`` for a file that cannot be read, is larger than 256 MiB, or holds no whole record.
    public init(contentsOf url: URL) throws(RecordError) {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile.read(try url.localPath(), atMost: Self.largestSize)
        } catch {
            throw RecordError(.unreadable, "\(url.path(percentEncoded: false)) cannot be read: \(error)")
        }
        try self.init(parsing: bytes)
    }

    /// Reads the bytes of a record's file.
    ///
    /// - Throws: ``RecordError`` for what is no JSON or no record.
    public init(parsing bytes: [UInt8]) throws(RecordError) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw RecordError(.notJSON, bytes.isEmpty ? "it is empty" : "\(error)")
        }
        try self.init(json: json)
    }

    /// Takes a record's JSON.
    ///
    /// Types are checked. Members that are missing or not known are no error, so that records of other versions can be read;
    /// version, status and source are always there.
    ///
    /// - Throws: ``RecordError`` for what is no record, is one of a newer format, or has a member of the wrong type.
    public init(json: JSONValue) throws(RecordError) {
        guard let fields = json.object, let version = fields[Members.version.name]?.number?.int else {
            throw RecordError(.notRecord, "it is JSON, and no record")
        }
        guard version == Self.version else {
            let isNewer = version > Self.version
            throw RecordError(
                isNewer ? .newer : .notRecord,
                isNewer
                    ? "it is a record of format \(version); this version reads format \(Self.version)"
                    : "it is no record: there is no format \(version)"
            )
        }
        guard fields[Members.status.name]?.string != nil, fields[Members.source.name]?.array != nil else {
            throw RecordError(.notRecord, "it is JSON, and no record")
        }
        if let mismatch = Members.shape.mismatch(in: json) {
            throw RecordError(.wrongType, "\(mismatch.path.dropFirst()) is not \(mismatch.expected)")
        }
        self.fields = fields
    }

    /// Decodes the answer's JSON.
    ///
    /// A `Date` is read from `2026-11-28` (midnight, UTC) or `2026-11-28T10:30:00+01:00`.
    ///
    /// - Throws: ``RecordError`` when the record has no JSON answer; `DecodingError` when it does not fit the type.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        guard let data else {
            throw RecordError(.noData, error.map { "the item failed: \($0.message)" } ?? "the answer is free text")
        }
        return try JSONDecoder.answers.decode(type, from: Data(data.serialized()))
    }
}

/// Why something cannot be read as a ``Record``, or has not what is asked for.
public struct RecordError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Hashable, Sendable, CaseIterable {
        /// The file cannot be read.
        case unreadable
        /// The bytes are no JSON: a file that was cut short, or another file.
        case notJSON
        /// It is JSON of something else.
        case notRecord
        /// It is a record of a later format.
        case newer
        /// A member has another type than the schema says.
        case wrongType
        /// The record has no JSON answer.
        case noData
    }

    /// What is wrong.
    public let kind: Kind
    /// The same for a person, in one line.
    public let message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

extension RecordError: CustomStringConvertible, LocalizedError {
    /// The message.
    public var description: String { message }
    /// The message.
    public var errorDescription: String? { message }
}
