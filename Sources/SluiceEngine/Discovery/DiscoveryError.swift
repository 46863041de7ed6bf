public import Foundation

/// Why looking for files cannot begin.
public struct DiscoveryError: Error, Hashable, Sendable {
    /// The input, list or glob, as it was given.
    public let input: String
    /// `there is no such file or folder`.
    public let message: String
}

extension DiscoveryError: CustomStringConvertible {
    public var description: String { "\(input): \(message)" }
}

extension DiscoveryError: LocalizedError {
    public var errorDescription: String? { description }
}
