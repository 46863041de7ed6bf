import Foundation
import SluiceLedger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The right to make the roll-ups of a folder. Who comes second waits, and then sees the records that the first did not.
final class RollupLock {
    private let descriptor: CInt

    /// Blocks its thread.
    init(_ file: URL) throws(ItemError) {
        let path = file.path(percentEncoded: false)
        do throws(StateFile.Failure) {
            descriptor = try StateFile.open(path, rights: 0o644)
        } catch {
            throw ItemError(kind: .unwritable, message: "\(path) \(error)", hint: "look at it, and remove it")
        }
        while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    }

    /// Unlocked by name: a child that is being started at this moment holds a copy of the descriptor, and of its lock.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
