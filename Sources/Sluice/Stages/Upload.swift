public import Gemini
public import Media
public import Stages

/// Sends a file to the service and waits until it may be used. A text file is not sent: its text goes into the request.
///
/// The service deletes what was uploaded after 48 hours; `gemini.files.delete(_:)` does it sooner.
public struct Upload: Stage {
    private let attacher: Attacher

    public init(using gemini: GeminiClient) { attacher = Attacher(gemini: gemini) }

    public func run(_ media: MediaFile) async throws -> UploadedFile {
        try await attacher.attach(media)
    }
}
