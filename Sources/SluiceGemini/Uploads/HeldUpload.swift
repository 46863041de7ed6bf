import Gemini
import SluiceEngine
import SluiceLedger

/// One use of an upload. It stays at the service until its last use ends.
struct HeldUpload: Hashable, Sendable {
    /// What makes it the same: service, key holder, digest and type.
    let key: String
    let upload: StoredUpload
    /// What the service said of it just now. `nil` when it was there already.
    let file: RemoteFile?

    var isReused: Bool { file == nil }
}
