public import Foundation
import SluiceSupport

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
        let file = try OpenDescriptor.opening(path, isOpen ? [.noTerminal] : [.noTerminal, .nonBlocking]) {
            Failure(description: "\($0)", isMissing: $0.code == ENOENT)
        }
        let kind: FileKind
        do throws(SystemError) {
            kind = try file.status().kind
        } catch {
            throw Failure(description: "\(error)", isMissing: false)
        }
        if let other = kind.nameOfOther, !isOpen || kind == .folder {
            throw Failure(description: "is \(other), not a file", isMissing: false)
        }
        return FileHandle(fileDescriptor: file.release(), closeOnDealloc: true)
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
}

extension RegularFile.Failure: LocalizedError {
    public var errorDescription: String? { description }
}
