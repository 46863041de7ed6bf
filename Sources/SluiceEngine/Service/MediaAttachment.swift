public import SluiceMedia

/// How a file is sent, and what for.
public struct MediaUse: Hashable, Sendable {
    /// Resolution, processing, and whether files travel inside the request.
    public var options: Recipe.MediaOptions
    /// How many requests the file is for. What several need is uploaded once, small or not.
    public var requests: Int
    /// The bytes of all files that travel together.
    public var together: Int64

    public init(options: Recipe.MediaOptions = .init(), requests: Int = 1, together: Int64 = 0) {
        self.options = options
        self.requests = requests
        self.together = together
    }
}

/// A file that is ready to be put into requests of the service that prepared it.
public struct MediaAttachment: Sendable {
    /// The file as it was sent: its notes say what was guessed on the way.
    public let media: MediaFile
    public let transport: Transport
    /// What the service needs to refer to it. Only the service that made it reads it.
    public let payload: any Sendable

    /// How the file travels.
    public enum Transport: Hashable, Sendable {
        /// Inside each request, as text.
        case text
        /// Inside each request, as bytes.
        case inline
        /// Uploaded, and referred to by each request.
        case upload(Upload)
    }

    /// The service's copy of a file.
    public struct Upload: Hashable, Sendable {
        /// The service's name for it.
        public let name: String
        /// What requests refer to.
        public let uri: String
        /// Whether it was there already and nothing was sent.
        public let isReused: Bool

        public init(name: String, uri: String, isReused: Bool) {
            self.name = name
            self.uri = uri
            self.isReused = isReused
        }
    }

    public init(_ media: MediaFile, transport: Transport, payload: any Sendable) {
        self.media = media
        self.transport = transport
        self.payload = payload
    }

    /// The service's copy. `nil` when nothing was uploaded.
    public var upload: Upload? { if case .upload(let upload) = transport { upload } else { nil } }
}

/// A file was written to between being read and being sent: all of it is to be done again.
public struct FileChanged: Error, Hashable, Sendable {
    public init() {}
}

extension FileChanged: FailureConvertible {
    public var failure: ItemError {
        ItemError(
            kind: .unreadable,
            message: "It changed while it was being sent",
            hint: "run again when nothing writes to it"
        )
    }
}

/// An error that knows how a record says it.
public protocol FailureConvertible: Error {
    var failure: ItemError { get }
}
