extension Int64 {
    /// A number of bytes in decimal units: whole kilobytes, tenths of megabytes, hundredths beyond. `4.1 MB`
    ///
    /// Foundation's own style would load the tables of all languages, 4 MB of memory.
    package var inBytes: String {
        guard magnitude >= 1000 else { return self == 1 ? "1 byte" : "\(self) bytes" }
        var amount = Double(self) / 1000
        for (unit, steps) in [("kB", 1), ("MB", 10), ("GB", 100)] as [(String, Double)] {
            let rounded = (amount * steps).rounded() / steps
            if rounded.magnitude < 1000 { return "\(Self.short(rounded)) \(unit)" }
            amount /= 1000
        }
        return "\(Self.short((amount * 100).rounded() / 100)) TB"
    }

    private static func short(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
