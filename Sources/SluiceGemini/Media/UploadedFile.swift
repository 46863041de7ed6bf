public import Gemini
import SluiceEngine
public import SluiceMedia

/// A file that is ready to be put into a request.
public struct UploadedFile: Sendable {
    public let media: MediaFile
    /// The block that stands for it: a reference to the upload, the bytes themselves, or the text of a text file.
    public var content: Content
    /// The service's copy. `nil` when nothing was uploaded.
    public var file: RemoteFile?
    /// Whether it was at the service already and nothing was sent.
    public var isReused: Bool { held?.isReused ?? false }
    /// The use of it that is to be ended. `nil` where uploads are not shared.
    var held: HeldUpload?
}
