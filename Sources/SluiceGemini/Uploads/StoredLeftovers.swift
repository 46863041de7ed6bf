public import Gemini
public import SluiceEngine
import SluiceLedger

/// What runs that were killed have left at the service.
public struct StoredLeftovers: Sendable {
    private let gemini: GeminiClient
    private let uploads: SharedUploads

    /// - Parameter memory: Where those runs remembered what they uploaded.
    /// - Throws: An error of that file.
    public init(of gemini: GeminiClient, in memory: UploadMemory) throws {
        self.gemini = gemini
        uploads = SharedUploads(try memory.open(), for: gemini, life: .run)
    }

    /// The names of files that no run uses any more and that were to be deleted.
    public func names() async throws -> [String] { try await uploads.leftovers(using: gemini) }

    /// Notes that one of them is deleted.
    public func deleted(_ name: String) async throws { try await uploads.deleted(name) }
}
