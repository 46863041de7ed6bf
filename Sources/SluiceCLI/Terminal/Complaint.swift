import ArgumentParser

/// Why a command ends without doing its job: one line for the person, one code for the script.
struct Complaint: Error {
    let code: ExitCode
    let message: String

    init(_ code: ExitCode, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension AsyncParsableCommand {
    /// Runs a command's work. What it throws becomes one line on standard error and the right exit code.
    func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
            try Console.output.requireWritten()
        } catch let complaint as Complaint {
            Console.error.line("sluice: \(complaint.message)")
            throw complaint.code
        }
    }
}
