/// Which item was the first with a key: twelve bytes for each, and those of its name.
struct FirstNames {
    /// Where the name begins, by half a digest.
    private var places: [UInt64: UInt32] = [:]
    /// Each ended by a zero, which no name has.
    private var names: [UInt8] = []

    /// - Parameter key: A digest in hexadecimal digits.
    /// - Returns: The name of the item that had the key before. `nil` for the first.
    mutating func claim(_ key: String, for name: String) -> String? {
        guard let number = UInt64(key.prefix(16), radix: 16) else { return nil }
        if let place = places[number] {
            return String(decoding: names[Int(place)...].prefix { $0 != 0 }, as: UTF8.self)
        }
        // Of some gigabytes of names no more is remembered.
        guard names.count < UInt32.max - 8192 else { return nil }
        places[number] = UInt32(names.count)
        names += name.utf8
        names.append(0)
        return nil
    }
}
