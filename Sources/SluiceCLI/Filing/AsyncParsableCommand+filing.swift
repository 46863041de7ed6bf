import ArgumentParser
import Sluice

extension AsyncParsableCommand {
    /// Runs a command's work on the service's files. What it throws becomes one line and the right exit code.
    func filing(_ work: () async throws -> Void) async throws {
        try await reporting {
            do {
                try await work()
            } catch let error as GeminiError {
                throw error.complaint
            } catch let error as DiscoveryError {
                throw Complaint(.usage, "\(error)".printable)
            } catch is CancellationError {
                throw ExitCode.interrupted
            }
        }
    }
}
