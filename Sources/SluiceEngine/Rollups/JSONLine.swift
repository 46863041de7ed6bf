import StructuredJSON

/// A record as a line of JSON Lines.
enum JSONLine {
    /// The record, with the path of its file before all else.
    static func of(_ result: StoredResult) -> JSONValue {
        var line: JSONObject = ["record": .string(result.path)]
        line.merge(result.json.object ?? [:])
        return .object(line)
    }

    /// The line with its newline.
    ///
    /// Characters at which some readers break a line are written as escapes: U+0085, U+2028 and U+2029.
    static func bytes(of json: JSONValue) -> [UInt8] {
        let bytes = json.serialized()
        guard bytes.contains(where: { $0 == 0xC2 || $0 == 0xE2 }) else { return bytes + [0x0A] }
        var line: [UInt8] = []
        line.reserveCapacity(bytes.count + 1)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0x85 {
                line.append(contentsOf: #"\u0085"#.utf8)
                index += 2
            } else if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
                bytes[index + 2] == 0xA8 || bytes[index + 2] == 0xA9
            {
                line.append(contentsOf: (bytes[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8)
                index += 3
            } else {
                line.append(bytes[index])
                index += 1
            }
        }
        line.append(0x0A)
        return line
    }
}
