public import Foundation
package import SluiceSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Opens files of a run's state: regular files of this user, and nothing that a link leads to. Somebody may have put a link to
/// one of the user's other files there.
public enum StateFile {
    /// Why a file is not used.
    public struct Failure: LocalizedError, Hashable, Sendable, CustomStringConvertible {
        /// `is a symbolic link, and not a file of a run`.
        public let description: String
        public var errorDescription: String? { description }
    }

    /// Opens a file for reading and writing, and makes it when it is missing. It is not emptied. Does not block.
    ///
    /// - Parameter rights: Of a file that is made.
    /// - Throws: ``Failure``.
    package static func open(_ path: String, rights: UInt32) throws(Failure) -> OpenDescriptor {
        try require(path)
        let options: OpenDescriptor.Options = [.readWrite, .create, .noFollow, .nonBlocking]
        let file = try OpenDescriptor.opening(path, options, rights: rights) {
            Failure(description: "cannot be opened: \($0)")
        }
        let status: FileStatus
        do throws(SystemError) {
            status = try file.status()
        } catch {
            throw Failure(description: "\(error)")
        }
        if let obstacle = obstacle(status) { throw Failure(description: obstacle) }
        return file
    }

    /// - Throws: ``Failure`` for what is there and is no regular file of this user.
    static func require(_ path: String) throws(Failure) {
        guard let status = try? FileStatus(of: path, followingLinks: false) else { return }
        if let obstacle = obstacle(status) { throw Failure(description: obstacle) }
    }

    /// The superuser may work in anybody's folder.
    private static func obstacle(_ status: FileStatus) -> String? {
        switch status.kind {
        case .regular: status.owner == geteuid() || geteuid() == 0 ? nil : "belongs to another user"
        case .link: "is a symbolic link, and not a file of a run"
        default: "is no regular file"
        }
    }
}
