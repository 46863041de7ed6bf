extension OutputFolder {
    /// Makes the folder and takes it for this run alone, when another run lets go of it if need be.
    ///
    /// - Parameter onWait: Told once, of who holds it.
    /// - Returns: The right to write. `nil` when the run was asked to end while it waited.
    /// - Throws: ``ItemError`` as ``prepare()`` does; `CancellationError`.
    func prepareWhenFree(_ control: RunControl, onWait: (String) -> Void) async throws -> [OutputLock]? {
        var hasSaid = false
        while control.reason == nil {
            do throws(ItemError) {
                return try prepare()
            } catch {
                guard error.kind == .busy else { throw error }
                if !hasSaid { onWait(error.message) }
                hasSaid = true
            }
            try await Task.sleep(for: .milliseconds(200))
        }
        return nil
    }
}
