import SluiceSupport

/// What the file system says of a file without reading it. Whoever writes to a file changes its stamp.
public struct FileStamp: Hashable, Sendable {
    public let size: Int64
    /// When the content was last changed, in nanoseconds since 1970.
    public let modified: Int64
    /// When anything about the file was last changed. Unlike the time above, no program can set it.
    public let changed: Int64
    public let number: UInt64

    /// Looks at a file, links followed. `nil` when it is not there or no regular file.
    public init?(of path: String) {
        guard let status = try? FileStatus(of: path), status.kind == .regular else { return nil }
        size = status.size
        modified = status.modified
        changed = status.changed
        number = status.number
    }

    /// Reads what ``text`` wrote.
    init?(_ text: String) {
        let fields = text.split(separator: " ")
        guard fields.count == 4, let size = Int64(fields[0]), let modified = Int64(fields[1]),
            let changed = Int64(fields[2]), let number = UInt64(fields[3])
        else { return nil }
        self.size = size
        self.modified = modified
        self.changed = changed
        self.number = number
    }

    public var text: String { "\(size) \(modified) \(changed) \(number)" }
}
