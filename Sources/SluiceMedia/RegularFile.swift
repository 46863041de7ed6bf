public import Foundation

/// Opens files that somebody named, or that were found in a folder, and nothing else: no pipe that nobody writes to holds up
/// the process, no device is read.
public enum RegularFile {
    /// Why a file is not opened.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// `is a pipe, not a file`, or the system's words.
        public let description: String
        /// Whether there is nothing at the path.
        public let isMissing: Bool
        /// Whether it has more bytes than were asked for.
        public var isTooLarge = false
    }

    /// Opens a file for reading, links followed. Does not block.
    ///
    /// What the process has open already, such as `/dev/stdin` or the `/dev/fd/63` of a shell's `<(…)`, may be of any kind but
    /// a folder.
    ///
    /// - Throws: ``Failure`` for what is not there, cannot be opened, or is no regular file.
    public static func open(_ path: String) throws(Failure) -> FileHandle {
        let isOpen = isDescriptor(path)
        let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | (isOpen ? 0 : O_NONBLOCK)
        var descriptor: CInt
        repeat { descriptor = unsafe Foundation.open(path, flags) } while descriptor < 0 && errno == EINTR
        guard descriptor >= 0 else {
            let number = errno
            throw Failure(description: unsafe String(cString: strerror(number)), isMissing: number == ENOENT)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw Failure(description: unsafe String(cString: strerror(errno)), isMissing: false)
        }
        if let kind = kind(status), !isOpen || kind == "a folder" {
            throw Failure(description: "is \(kind), not a file", isMissing: false)
        }
        return handle
    }

    /// Reads a file whole.
    ///
    /// - Parameter mostBytes: What has more is refused.
    /// - Throws: ``Failure``.
    public static func read(_ path: String, atMost mostBytes: Int = 256 << 20) throws(Failure) -> [UInt8] {
        let handle = try open(path)
        var bytes: [UInt8] = []
        do {
            while let data = try handle.read(upToCount: min(1 << 20, mostBytes + 1)), !data.isEmpty {
                bytes.append(contentsOf: data)
                guard bytes.count <= mostBytes else {
                    throw Failure(description: "is larger than \(mostBytes) bytes", isMissing: false, isTooLarge: true)
                }
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(description: error.localizedDescription, isMissing: false)
        }
        return bytes
    }

    /// Whether a path names what this process has open already.
    public static func isDescriptor(_ path: String) -> Bool {
        path == "/dev/stdin" || ["/dev/fd/", "/proc/self/fd/"].contains { path.hasPrefix($0) }
    }

    /// `nil` for a regular file.
    private static func kind(_ status: stat) -> String? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFIFO: "a pipe"
        case S_IFSOCK: "a socket"
        case S_IFCHR, S_IFBLK: "a device"
        default: "something else"
        }
    }
}

extension RegularFile.Failure: LocalizedError {
    public var errorDescription: String? { description }
}
