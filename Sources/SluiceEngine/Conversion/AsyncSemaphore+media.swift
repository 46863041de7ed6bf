import SluiceMedia
import SluiceSupport

extension AsyncSemaphore {
    /// One that never makes anybody wait.
    static let unlimited = AsyncSemaphore(permits: .max)

    /// Works on a file holding a permit, if that is still wanted once there is one.
    func withPermit(
        whileWanted isWanted: () -> Bool,
        _ body: () async throws -> MediaFile
    ) async throws(MediaError) -> MediaFile {
        do {
            return try await withPermit {
                guard isWanted() else { throw MediaError.cancelled }
                return try await body()
            }
        } catch let error as MediaError {
            throw error
        } catch {
            // Cancelled before there was a permit.
            throw .cancelled
        }
    }
}
