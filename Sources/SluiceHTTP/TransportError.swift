public import Foundation

/// An exchange that did not take place, or broke off.
public struct TransportError: Error, Hashable, Sendable {
    /// What kind of trouble it was; further kinds may be added.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// Its name: `timeout`.
        public let rawValue: String
        /// A kind by its name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The host's name is unknown.
        public static let unresolved = Self(rawValue: "unresolved")
        /// No connection: refused, unreachable, or not in time.
        public static let unreachable = Self(rawValue: "unreachable")
        /// The certificate was not accepted, or TLS failed.
        public static let insecure = Self(rawValue: "insecure")
        /// The connection broke while it was in use.
        public static let broken = Self(rawValue: "broken")
        /// The whole exchange, or a stalled one, took longer than allowed.
        public static let timeout = Self(rawValue: "timeout")
        /// The file being sent could not be read, or was shorter than it was.
        public static let unreadableBody = Self(rawValue: "unreadable body")
        /// The response was larger than the reader allows.
        public static let tooLarge = Self(rawValue: "too large")
        /// The request makes no sense: a URL that is none, a scheme other than http or https.
        public static let invalidRequest = Self(rawValue: "invalid request")
        /// What has no name of its own.
        public static let other = Self(rawValue: "other")
    }

    /// What went wrong.
    public let kind: Kind
    /// One line in the words of whoever noticed. Holds no header and no query of the request.
    public let message: String

    /// An error with a message of one line.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the same request may succeed if sent again.
    public var isTransient: Bool {
        [.unresolved, .unreachable, .broken, .timeout].contains(kind)
    }
}

extension TransportError: CustomStringConvertible {
    public var description: String { message }
}

extension TransportError: LocalizedError {
    public var errorDescription: String? { message }
}
