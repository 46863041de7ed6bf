package import Foundation

extension JSONDecoder {
    /// A decoder that reads dates as the shorthand's `date` and `datetime` are written: `2026-11-28`, which is its midnight in
    /// UTC, or `2026-11-28T10:30:00.25+01:00`. Numbers are refused: their epoch is not known.
    package static var answers: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            if let date = Timestamp.date(text) { return date }
            let context = DecodingError.Context(
                codingPath: decoder.codingPath,
                debugDescription: "\(JSONValue.string(String(text.prefix(40)))) is no date such as 2026-11-28 and "
                    + "no time with its zone such as 2026-11-28T10:30:00Z"
            )
            throw DecodingError.dataCorrupted(context)
        }
        return decoder
    }
}
