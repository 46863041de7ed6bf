public import Foundation

/// How much of a file has arrived at the service.
public struct SentBytes: Hashable, Sendable {
    public let file: URL
    public let sent: Int64
    public let total: Int64

    public init(file: URL, sent: Int64, total: Int64) {
        self.file = file
        self.sent = sent
        self.total = total
    }
}
