import Foundation
import SluiceLedger
import SluiceSupport

/// The right to make the roll-ups of a folder. Who comes second waits, and then sees the records that the first did not.
final class RollupLock {
    private let file: OpenDescriptor

    /// Blocks its thread.
    init(_ file: URL) throws(ItemError) {
        let path = file.path(percentEncoded: false)
        do throws(StateFile.Failure) {
            self.file = try StateFile.open(path, rights: 0o644)
        } catch {
            throw ItemError(kind: .unwritable, message: "\(path) \(error)", hint: "look at it, and remove it")
        }
        _ = self.file.lock(waits: true)
    }

    deinit { file.unlock() }
}
