import GeminiEmulator

extension Doubt {
    /// Every doubt for a person to read: what can be chosen, the default in brackets, and what it means.
    static var table: String {
        all.map { "\($0.name)=\($0.values)  [\($0.standard)]\n    \($0.about)" }.joined(separator: "\n")
    }
}
