public import Foundation
public import StructuredJSON

extension AnswerJSON {
    /// Makes a value of an answer's JSON, in the one way in which all of the library does.
    ///
    /// A `Date` is what the shorthand's `date` and `datetime` are: `2026-11-28`, which is its midnight in UTC, or
    /// `2026-11-28T10:30:00.25+01:00`. Numbers are refused: their epoch is not known.
    ///
    /// - Throws: `DecodingError`.
    public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from json: JSONValue) throws -> Value {
        try decoder.decode(Value.self, from: Data(json.serialized()))
    }

    /// Makes JSON of a value, such as ``decode(_:from:)`` reads. A `Date` is written with its time, in UTC.
    ///
    /// - Throws: `EncodingError`.
    public static func encode(_ value: some Encodable) throws -> JSONValue {
        let data = try encoder.encode(value)
        do {
            return try JSONValue(parsing: Array(data))
        } catch {
            let context = EncodingError.Context(codingPath: [], debugDescription: "Its JSON cannot be read: \(error)")
            throw EncodingError.invalidValue(value, context)
        }
    }

    /// A decoder that reads dates as answers have them.
    public static var decoder: JSONDecoder { .answers }

    /// An encoder that writes dates as ``decoder`` reads them.
    public static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            guard let text = Timestamp.exact(date) else {
                let context = EncodingError.Context(
                    codingPath: encoder.codingPath,
                    debugDescription: "It is not between the years 1 and 9999"
                )
                throw EncodingError.invalidValue(date, context)
            }
            var container = encoder.singleValueContainer()
            try container.encode(text)
        }
        return encoder
    }
}
