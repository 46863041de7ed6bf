import Gemini
import SluiceEngine
import SluiceLedger
import SluiceMedia

/// The uploads of one run of a job with one service: each content is sent once, and deleted when its last use ends.
final class JobUploads: Sendable {
    let shared: SharedUploads
    private let gemini: GeminiClient

    private init(_ gemini: GeminiClient, in memory: UploadMemory) throws {
        self.gemini = gemini
        shared = SharedUploads(try memory.open(), for: gemini, life: .run)
    }

    /// The uploads of a job; the stages of it share them.
    static func of(_ gemini: GeminiClient, in job: JobContext) throws -> JobUploads {
        let name = "uploads of \(gemini.identity { SHA256Digester.hex(of: $0) })"
        return try job.resource(name) {
            let uploads = try JobUploads(gemini, in: job.uploads)
            job.atEnd { await uploads.end() }
            return uploads
        }
    }

    /// Deletes what runs that were killed have left behind.
    func begin() async {
        for name in (try? await shared.begin()) ?? [] { await delete(name) }
    }

    /// Ends a use, and deletes the upload when it was the last.
    func release(_ held: HeldUpload) async {
        guard (try? await shared.release(held, isUrgent: true)) == true else { return }
        await delete(held.upload.name)
    }

    private func end() async {
        for name in (try? await shared.end(using: gemini)) ?? [] { await delete(name) }
        shared.store.close()
    }

    /// What cannot be deleted stays noted, and the next run tries again.
    private func delete(_ name: String) async {
        do {
            try await gemini.files.delete(name)
        } catch let error as GeminiError where error.httpStatus == 404 || error.httpStatus == 403 {
            // It is gone already.
        } catch {
            return
        }
        try? await shared.deleted(name)
    }
}
