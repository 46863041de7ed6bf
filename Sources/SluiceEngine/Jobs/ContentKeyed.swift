public import Foundation
import SluiceLedger
public import SluiceMedia

/// An input that identifies itself by its content: equal contents have equal keys, whatever they are called.
///
/// A ``Job`` asks about equal inputs once.
public protocol ContentKeyed: Sendable {
    /// What identifies the content, such as a digest.
    ///
    /// - Throws: Why the content cannot be read.
    func contentKey() async throws -> String

    /// What identifies the content without reading it, as long as the file is unchanged: its path, size and times. `nil`, the
    /// default, has ``contentKey()`` read it each time.
    var unreadIdentity: String? { get }

    /// What events and failures call the input.
    var itemName: String { get }
}

extension ContentKeyed {
    public var unreadIdentity: String? { nil }
    public var itemName: String { "\(self)" }
}

extension URL: ContentKeyed {
    /// The digest of the file's bytes.
    ///
    /// - Throws: ``Failure`` for a URL that is not that of a file on this machine, and for a file that cannot be read.
    public func contentKey() async throws -> String {
        let path = try localPath()
        return try await withTaskExecutorPreference(QueueExecutor.files) { try Self.digest(path) }
    }

    private static func digest(_ path: String) throws -> String {
        guard FileStamp(of: path) != nil else {
            throw Failure(kind: .unreadable, message: "\(path) is no file that can be read")
        }
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            var digester = SHA256Digester()
            while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty { digester.update(Array(bytes)) }
            return digester.finishHex()
        } catch {
            throw Failure(kind: .unreadable, message: "\(path) cannot be read: \(error.localizedDescription)")
        }
    }

    /// Path, size, times and number of the file.
    public var unreadIdentity: String? {
        guard let path = try? localPath(), let stamp = FileStamp(of: path) else { return nil }
        return "\(path)\n\(stamp.text)"
    }

    /// The last component of the path.
    public var itemName: String { lastPathComponent }
}

extension Data: ContentKeyed {
    /// The digest of the bytes.
    public func contentKey() async throws -> String { SHA256Digester.hex(of: Array(self)) }
    public var itemName: String { "\(count) bytes" }
}

extension String: ContentKeyed {
    /// The digest of the text in UTF-8.
    public func contentKey() async throws -> String { SHA256Digester.hex(of: Array(utf8)) }
    public var itemName: String { String(prefix(60)) }
}

extension MediaFile: ContentKeyed {
    /// The digest of the bytes and the type.
    public func contentKey() async throws -> String { "\(identity) \(type.rawValue)" }
    public var itemName: String { url.lastPathComponent }
}
