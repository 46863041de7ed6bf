public import Foundation

/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
    public let message: String
    /// Bytes from the beginning of the text.
    public let offset: Int
}

extension JSONError: CustomStringConvertible {
    public var description: String { "\(message) (byte \(offset))" }
}

extension JSONError: LocalizedError {
    public var errorDescription: String? { description }
}
