extension BinaryInteger {
    /// The number in upper-case digits, with zeros before it up to a width.
    package func digits(_ width: Int, radix: Int = 10) -> String {
        let text = String(self, radix: radix, uppercase: true)
        return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
    }
}
