public import Foundation

/// A file that cannot be used.
public struct MediaError: Error, Hashable, Sendable {
    /// Why it cannot be used.
    public enum Kind: Hashable, Sendable {
        /// Content of a type that the service does not take.
        case unsupported
        /// Not one byte in it.
        case empty
        case unreadable
        /// It changed each time while it was read.
        case changed
        /// A directory, a pipe, a device, a socket.
        case notAFile
        /// More bytes than were asked for.
        case tooLarge
        /// The task was cancelled.
        case cancelled

        /// The name under which a result record reports it. What cannot be read has one name, whatever the cause.
        public var rawValue: String {
            switch self {
            case .unsupported: "unsupported_type"
            case .empty: "empty_file"
            case .unreadable, .changed, .notAFile: "unreadable"
            case .tooLarge: "too_large"
            case .cancelled: "cancelled"
            }
        }
    }

    /// Why it cannot be used.
    public let kind: Kind
    /// One line, without the path.
    public let message: String
    /// What to do about it.
    public let hint: String?
    /// What was found out, when the kind is `unsupported` or `tooLarge`.
    public let detection: Detection?

    init(_ kind: Kind, _ message: String, hint: String? = nil, detection: Detection? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.detection = detection
    }

    /// - Precondition: the detection says that it cannot be sent.
    static func unsupported(_ detection: Detection) -> Self {
        let refusal = detection.refusal ?? Refusal(of: detection.detected)
        return Self(.unsupported, "\(refusal.what) cannot be sent", hint: refusal.hint, detection: detection)
    }

    static func tooLarge(_ detection: Detection, _ size: Int64, atMost limit: Int64) -> Self {
        Self(
            .tooLarge,
            "it has \(size) bytes, and one file may have \(limit)",
            hint: "split it, or make it smaller",
            detection: detection
        )
    }

    /// What was to be converted and could not be.
    package static func unconverted(_ detection: Detection, because reason: String, hint: String) -> Self {
        Self(.unsupported, reason, hint: hint, detection: detection)
    }

    package static let cancelled = Self(.cancelled, "cancelled")

    package static let changed = Self(
        .changed,
        "it changed while it was read",
        hint: "run again when nothing writes to it"
    )
}

extension MediaError: CustomStringConvertible {
    public var description: String { hint.map { "\(message) (\($0))" } ?? message }
}

extension MediaError: LocalizedError {
    public var errorDescription: String? { message }
    public var recoverySuggestion: String? { hint }
}
