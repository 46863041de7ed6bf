import Foundation

extension CInt {
    /// Whether the system's number of an error says that the disk is at fault: it is full, over a quota or a limit, read-only, or fails.
    var isOfDisk: Bool { [ENOSPC, EDQUOT, EFBIG, EROFS, EIO].contains(self) }
}
