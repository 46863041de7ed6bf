import Foundation
import SluiceSupport

/// A regular file, open for reading, closed at the end.
struct OpenFile: ~Copyable {
    private let file: OpenDescriptor
    var descriptor: CInt { file.number }
    /// As it was when opened.
    let stamp: Stamp

    /// What a change of content cannot leave as it was.
    struct Stamp: Equatable {
        let size: Int64
        private let nanoseconds: Int64

        init(_ status: FileStatus) {
            size = status.size
            nanoseconds = status.modified
        }

        var modified: Date {
            let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
            return Date(timeIntervalSince1970: Double(seconds) + Double(rest) / 1e9)
        }
    }

    /// Opens a file that has something in it. Never waits: a pipe or a device is refused at once.
    init(_ path: String) throws(MediaError) {
        guard !path.utf8.contains(0) else { throw MediaError(.unreadable, "the path holds a zero byte") }
        let file = try OpenDescriptor.opening(path, [.readOnly, .nonBlocking]) { Self.failure(opening: path, $0) }
        let status: FileStatus
        do throws(SystemError) {
            status = try file.status()
        } catch {
            throw MediaError(.unreadable, error.description.lowercased())
        }
        if let other = status.kind == .folder ? "a directory" : status.kind.nameOfOther {
            throw MediaError(.notAFile, "\(other), not a file")
        }
        guard status.size > 0 else { throw MediaError(.empty, "the file is empty") }
        self.file = file
        stamp = Stamp(status)
    }

    /// Whether nothing was written to it since it was opened, as far as the file system tells.
    func isUnchanged() -> Bool {
        (try? file.status()).map(Stamp.init) == stamp
    }

    /// So many bytes from an offset; fewer only at the end.
    func piece(at offset: Int64, _ count: Int, until ticket: Ticket) throws(MediaError) -> [UInt8] {
        guard !ticket.isCancelled else { throw .cancelled }
        do throws(SystemError) {
            return try file.read(at: offset, count: count)
        } catch {
            throw MediaError(.unreadable, error.description.lowercased())
        }
    }

    private static func failure(opening path: String, _ error: SystemError) -> MediaError {
        switch error.code {
        case ENXIO: return MediaError(.notAFile, "a socket or a device, not a file")
        case ENOENT:
            let isLink = (try? FileStatus(of: path, followingLinks: false))?.kind == .link
            return MediaError(.unreadable, isLink ? "a link to nothing" : "no such file")
        default: return MediaError(.unreadable, error.description.lowercased())
        }
    }
}
