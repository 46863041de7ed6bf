import Gemini
import SluiceLedger
import SluiceMedia
import SluiceStages

extension ItemProcessor {
    struct Attaching {
        var files: [UploadedFile] = []
        var failure: (any Error)?
        var milliseconds = 0
    }

    private func attacher(_ media: [MediaFile], of group: InputGroup, using client: GeminiClient) -> Attacher {
        Attacher(
            gemini: client,
            options: recipe.media,
            uploads: uploads,
            sendings: pace.uploads,
            requests: recipe.turns.count,
            together: media.reduce(0) { $0 + $1.bytes },
            onProgress: { [onEvent] in onEvent(.uploading(group.outputPath, sent: $0.sent, of: $0.total)) }
        )
    }

    /// What has more bytes is left in the middle when the run is asked to end: the next run goes on with it.
    private static let worthLeaving: Int64 = 1 << 20

    func attach(_ media: [MediaFile], of group: InputGroup, using client: GeminiClient) async -> Attaching {
        var attaching = Attaching()
        let start = ContinuousClock.now
        let attacher = attacher(media, of: group, using: client)
        // Texts first: what is wrong with them is known before anything is uploaded.
        let order =
            media.indices.filter { media[$0].modality == .text } + media.indices.filter { media[$0].modality != .text }
        var files: [Int: UploadedFile] = [:]
        do {
            for index in order {
                let media = media[index]
                try requireRunning()
                let file =
                    media.bytes > Self.worthLeaving
                    ? try await control.unlessStopped { try await attacher.attach(media) }
                    : try await attacher.attach(media)
                if file.file != nil, file.held?.isReused != true { control.reachedService() }
                files[index] = file
            }
        } catch {
            attaching.failure = error
        }
        attaching.files = media.indices.compactMap { files[$0] }
        attaching.milliseconds = start.elapsedMilliseconds
        return attaching
    }

    /// Uploads again what the service says it does not have, once.
    ///
    /// - Returns: Whether something was, so that asking again makes sense.
    func renew(_ work: inout ItemWork, after failure: any Error, using client: GeminiClient) async throws
        -> Bool
    {
        guard let error = failure as? GeminiError, error.mayBeOfMissingFile else { return false }
        var isRenewed = false
        for (index, attachment) in work.attachments.enumerated() {
            guard let held = attachment.held, await isMissing(held, error, using: client) else { continue }
            try await uploads.forget(held)
            work.attachments[index] = try await attacher(work.media, of: work.group, using: client).upload(
                attachment.media
            )
            isRenewed = true
        }
        return isRenewed
    }

    private func isMissing(_ held: HeldUpload, _ error: GeminiError, using client: GeminiClient) async -> Bool {
        do {
            return try await client.files.get(held.upload.name).state == .failed
        } catch let error as GeminiError {
            return error.mayBeOfMissingFile
        } catch {
            return false
        }
    }
}
