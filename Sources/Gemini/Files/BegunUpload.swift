import SluiceHTTP

/// An upload of which the service has everything but the end.
///
/// There is no file at the service before ``Files/finish(_:sha256:onSession:)``.
public struct BegunUpload: Sendable {
    let upload: Upload
    let session: UploadSession
    /// How many bytes the service has.
    var received: Int64 = 0
    /// Set when the upload is finished.
    var file: RemoteFile?
    /// Whether the finalizing request was sent and its response was lost.
    var isUnheard = false
    var chunk: ChunkSize

    init(upload: Upload, session: UploadSession) {
        self.upload = upload
        self.session = session
        chunk = ChunkSize(forFileOf: upload.source.size)
    }

    /// The size of the next chunk, unless it is the last.
    var chunkLength: Int64 { session.chunkSize(near: chunk.bytes) }

    /// Whether the next request is the one that finishes it.
    var isNearlyThere: Bool { file != nil || upload.source.size - received <= chunkLength }
}
