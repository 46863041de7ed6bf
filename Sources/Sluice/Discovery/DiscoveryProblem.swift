/// Something below an input that could not be taken, while the rest goes on.
public struct DiscoveryProblem: Hashable, Sendable {
    /// Absolute. Bytes that are no text are written `\xFF`.
    public let path: String
    /// `is a broken symbolic link`.
    public let message: String
}

extension DiscoveryProblem: CustomStringConvertible {
    public var description: String { "\(path) \(message)" }
}
