import SluiceMedia

extension Gate {
    /// One that nobody waits for.
    static let open = Gate(.max)

    /// Works on a file inside, if that is still wanted when its turn comes.
    func pass(
        whileWanted isWanted: () -> Bool,
        _ body: () async throws -> MediaFile
    ) async throws(MediaError) -> MediaFile {
        do {
            return try await pass {
                guard isWanted() else { throw MediaError.cancelled }
                return try await body()
            }
        } catch let error as MediaError {
            throw error
        } catch {
            // Cancelled before its turn came.
            throw .cancelled
        }
    }
}
