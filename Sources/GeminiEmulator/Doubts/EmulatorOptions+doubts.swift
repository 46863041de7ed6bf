extension EmulatorOptions {
    /// Settles a doubt: `event-ids=no`. ``Doubt/all`` lists them.
    ///
    /// - Throws: ``RuleError`` for a doubt that nobody has, or a value that it does not take.
    public mutating func settle(_ choice: String) throws(RuleError) {
        let sides = choice.split(separator: "=", maxSplits: 1).map(String.init)
        let names = Doubt.all.map(\.name).joined(separator: ", ")
        guard sides.count == 2 else { throw RuleError("\(choice) is not NAME=VALUE; the names are \(names)") }
        guard let doubt = Doubt.all.first(where: { $0.name == sides[0] }) else {
            throw RuleError("nobody doubts \(sides[0]); the names are \(names)")
        }
        guard doubt.settle(&self, sides[1]) else {
            throw RuleError("\(doubt.name) is \(doubt.values), not \(sides[1])")
        }
    }
}
