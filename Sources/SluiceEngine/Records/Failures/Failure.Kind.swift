extension Failure {
    /// The name of a kind of failure, as result records, events and the ledger have it.
    ///
    /// ``all`` is what `sluice schema result` prints. A kind that Sluice uses is a static member listed there.
    public struct Kind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { rawValue = value }

        /// Content of a type that the service does not take.
        public static let unsupportedType: Self = "unsupported_type"
        /// Not one byte in the file.
        public static let emptyFile: Self = "empty_file"
        public static let tooLarge: Self = "too_large"
        /// A file or folder that cannot be read, or is not what it should be.
        public static let unreadable: Self = "unreadable"
        /// A file or folder that cannot be written: no room, no rights, or a disk that fails.
        public static let unwritable: Self = "unwritable"
        /// Another run holds the output folder, or another process the ledger.
        public static let busy: Self = "busy"
        /// The uploads of a run do not fit into what the service keeps for a project.
        public static let storageFull: Self = "storage_full"
        public static let uploadFailed: Self = "upload_failed"
        public static let processingFailed: Self = "processing_failed"
        public static let processingTimeout: Self = "processing_timeout"
        public static let fileExpired: Self = "file_expired"
        public static let blocked: Self = "blocked"
        public static let truncated: Self = "truncated"
        public static let incomplete: Self = "incomplete"
        public static let emptyOutput: Self = "empty_output"
        public static let invalidOutput: Self = "invalid_output"
        /// The service says that it failed and not why.
        public static let failed: Self = "failed"
        public static let requiresAction: Self = "requires_action"
        public static let rateLimited: Self = "rate_limited"
        public static let quotaExhausted: Self = "quota_exhausted"
        public static let budgetExceeded: Self = "budget_exceeded"
        public static let authentication: Self = "authentication"
        public static let permission: Self = "permission"
        public static let invalidRequest: Self = "invalid_request"
        public static let server: Self = "server"
        public static let network: Self = "network"
        public static let timeout: Self = "timeout"
        public static let cancelled: Self = "cancelled"
        /// A fault of Sluice's own, or an error of a kind that has no name here.
        public static let `internal`: Self = "internal"

        /// Every kind that Sluice uses, in the order of the schema.
        public static let all: [Self] = [
            .unsupportedType, .emptyFile, .tooLarge, .unreadable, .unwritable, .busy, .storageFull, .uploadFailed,
            .processingFailed, .processingTimeout, .fileExpired, .blocked, .truncated, .incomplete, .emptyOutput,
            .invalidOutput, .failed, .requiresAction, .rateLimited, .quotaExhausted, .budgetExceeded, .authentication,
            .permission, .invalidRequest, .server, .network, .timeout, .cancelled, .internal,
        ]

        /// A kind that another module names: ``failed`` where the list does not have it, so that no record leaves the schema.
        package init(listed name: String) {
            let kind = Self(rawValue: name)
            self = Self.all.contains(kind) ? kind : .failed
        }
    }
}

extension Failure.Kind: CustomStringConvertible {
    public var description: String { rawValue }
}

extension Failure.Kind: RecordValue {
    static var shape: RecordShape { .choice(all.map(\.rawValue)) }
}
