/// Something below an input that could not be taken, while the rest goes on.
public struct DiscoveryProblem: Hashable, Sendable {
    /// Absolute. Bytes that are no UTF-8 are written `\xE9`.
    public let path: String
    /// `is a broken symbolic link`.
    public let message: String
    /// Whether nothing is wrong: something was left out or taken once only, and that is said.
    public var isNote = false
}

extension DiscoveryProblem: CustomStringConvertible {
    public var description: String { "\(path) \(message)" }
}
