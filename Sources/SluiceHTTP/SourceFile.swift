import SluiceSupport

/// A regular file held open for reading. It closes when the last holder lets go.
///
/// Everyone reads at an offset of their own, so one file can be sent, hashed and sent again at the same time. What was
/// opened stays what is read, whatever becomes of its name.
public final class SourceFile: Sendable {
    /// As it was given; for messages.
    public let path: String
    /// The size in bytes when it was opened.
    public let size: Int64
    /// The open descriptor. Valid as long as this object lives; not to be closed by others.
    public var descriptor: CInt { file.number }

    private let file: OpenDescriptor

    /// Opens a file.
    ///
    /// - Throws: ``TransportError`` of kind `unreadableBody` with the system's reason, also for what is no regular file.
    public init(opening path: String) throws(TransportError) {
        do throws(SystemError) {
            file = try OpenDescriptor(opening: path, [.readOnly, .nonBlocking])
            let status = try file.status()
            self.path = path
            size = status.kind == .regular ? status.size : -1
        } catch {
            throw TransportError(.unreadableBody, "\(path): \(error)")
        }
        guard size >= 0 else { throw TransportError(.unreadableBody, "\(path): not a regular file") }
    }

    /// Bytes in memory, in a temporary file that has no name any more.
    ///
    /// - Parameter label: For messages.
    /// - Throws: ``TransportError`` of kind `unreadableBody` where the system has no room for them.
    public init(holding bytes: some Sequence<UInt8>, named label: String) throws(TransportError) {
        let bytes = Array(bytes)
        path = label
        size = Int64(bytes.count)
        do throws(SystemError) {
            file = try OpenDescriptor.anonymous()
            try file.write(bytes)
        } catch {
            throw TransportError(.unreadableBody, "\(label): \(error)")
        }
    }

    /// Reads up to `count` bytes at an offset; fewer only at the end of the file.
    public func read(at offset: Int64, count: Int) throws(TransportError) -> [UInt8] {
        do throws(SystemError) {
            return try file.read(at: offset, count: count)
        } catch {
            throw TransportError(.unreadableBody, "\(path): \(error)")
        }
    }
}
