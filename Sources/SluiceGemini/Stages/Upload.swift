public import Foundation
public import Gemini
public import SluiceEngine
import SluiceHTTP
import SluiceLedger
public import SluiceMedia
public import SluiceStages

/// Sends a file to the service and waits until it may be used. A text file is not sent: its text goes into the request.
///
/// Within a ``Job`` equal bytes are sent once, and what was uploaded is deleted when the item that needs it has ended, after a failure or a
/// cancellation as well; what a killed process leaves behind the next run of the job deletes before it begins. Elsewhere the service deletes
/// it after 48 hours; `gemini.files.delete(_:)` does it sooner.
public struct Upload: Stage {
    public var signature: String { "Upload" }
    private var attacher: Attacher

    public init(using gemini: GeminiClient) { attacher = Attacher(gemini: gemini) }

    /// A stage that sends equal bytes once, and continues what a process that was killed has begun.
    ///
    /// - Parameters:
    ///   - memory: Where uploads are remembered. ``UploadMemory/user`` is shared with `sluice run`.
    ///   - onProgress: Told as the bytes of a file arrive.
    /// - Throws: An error of the file that uploads are remembered in.
    public init(
        using gemini: GeminiClient,
        rememberedIn memory: UploadMemory,
        onProgress: @escaping @Sendable (SentBytes) -> Void = { _ in }
    ) throws {
        let uploads = SharedUploads(try memory.open(), for: gemini, life: .twoDays)
        attacher = Attacher(gemini: gemini, uploads: uploads, onProgress: onProgress)
    }

    public func run(_ media: MediaFile) async throws -> UploadedFile {
        guard let context = ItemContext.current, attacher.uploads == nil else {
            return try await checked(attacher) { try await attacher.attach(media) }
        }
        let uploads = try JobUploads.of(attacher.gemini, in: context.job)
        var own = attacher
        own.gemini = GeminiService(attacher.gemini).client(for: context.call)
        own.call = context.call
        own.uploads = uploads.shared
        let uploaded = try await checked(own) { [own] in try await own.attach(media) }
        if let held = uploaded.held { context.atEnd { await uploads.release(held) } }
        return uploaded
    }

    /// Deletes what killed runs of the job left with the service.
    public var preparations: [@Sendable () async -> Void] {
        [
            { [attacher] in
                guard let context = ItemContext.current else { return }
                // Without a memory nothing is known of earlier runs.
                try? await JobUploads.of(attacher.gemini, in: context.job).begin()
            }
        ]
    }

    /// Finds out what a file is and sends it, both at once where it is large.
    ///
    /// The same as ``Detect`` and then this stage. They overlap where uploads are remembered and none of the same size and type is.
    ///
    /// - Throws: Also ``MediaError`` for what the service does not take, for empty files, for what cannot be read, and for a URL that
    ///   is not that of a file on this machine.
    public func send(_ file: URL, with inspector: MediaInspector = .shared) async throws -> UploadedFile {
        try await checked(attacher) { try await attacher.attach(file, knownBy: inspector) }
    }

    /// Somebody else may have deleted what was there already.
    private func checked(
        _ attacher: Attacher,
        _ upload: () async throws -> UploadedFile
    ) async throws -> UploadedFile {
        var uploaded: UploadedFile
        do {
            uploaded = try await upload()
        } catch let error as FileChanged {
            throw error.failure
        }
        guard let held = uploaded.held, held.isReused else { return uploaded }
        do {
            uploaded.file = try await attacher.gemini.files.get(held.upload.name)
        } catch let error as GeminiError where error.mayBeOfMissingFile {
            try await attacher.uploads?.forget(held)
            uploaded = try await attacher.attach(uploaded.media)
        }
        return uploaded
    }
}
