extension JSONValue {
    /// Reads JSON text, strictly by RFC 8259.
    ///
    /// A byte order mark is skipped. Nesting deeper than 512 and numbers of more than 1,000 digits are refused. Of several members with one name the last wins.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(bytes)
        self = try parser.document()
    }

    /// Reads JSON text from a source that may be hostile.
    ///
    /// - Parameter valuesLeft: The number of values that the text may have at most, nested ones included; what remains of it
    ///   afterwards, for the next text from the same source.
    /// - Throws: ``JSONError``, also for a text of more values.
    package init(parsing bytes: [UInt8], valuesLeft: inout Int) throws(JSONError) {
        var parser = JSONParser(bytes, valuesLeft: valuesLeft)
        defer { valuesLeft = parser.valuesLeft }
        self = try parser.document()
    }

    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// How JSON is laid out.
    public struct Style: Hashable, Sendable {
        let isIndented: Bool
        let isSorted: Bool

        /// On one line, without blanks.
        public static let compact = Self(isIndented: false, isSorted: false)
        /// Indented by two blanks, for people.
        public static let pretty = Self(isIndented: true, isSorted: false)
        /// On one line with sorted names: equal values are equal texts.
        public static let canonical = Self(isIndented: false, isSorted: true)
    }

    /// The value as UTF-8, without a newline at the end.
    public func serialized(_ style: Style = .compact) -> [UInt8] {
        var writer = JSONWriter(style: style)
        writer.write(self)
        return writer.bytes
    }

    /// The value as text.
    public func text(_ style: Style = .compact) -> String {
        String(decoding: serialized(style), as: UTF8.self)
    }
}

extension JSONValue: CustomStringConvertible {
    public var description: String { text() }
}
