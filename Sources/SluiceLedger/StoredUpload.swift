public import Foundation

/// A file that the service has.
public struct StoredUpload: Hashable, Sendable {
    /// `files/` and an id.
    public let name: String
    public let uri: String
    /// When the service deletes it by itself.
    public let expires: Date

    public init(name: String, uri: String, expires: Date) {
        self.name = name
        self.uri = uri
        self.expires = expires
    }

    /// A request may take minutes: what expires within ten is as good as gone.
    func isFresh(_ now: Date) -> Bool { expires > now.addingTimeInterval(600) }
}
