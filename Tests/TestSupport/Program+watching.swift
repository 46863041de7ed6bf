import Foundation

extension Program {
    /// Runs to the end; shows all of standard output so far, and the process's id, whenever there is more. On a thread
    /// of its own.
    public func run(
        _ arguments: [String],
        environment: [String: String],
        onOutput: @escaping @Sendable (String, CInt) -> Void
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { @Sendable in
                continuation.resume(
                    with: Swift.Result { try watched(arguments, environment: environment, onOutput: onOutput) }
                )
            }
        }
    }

    private func watched(
        _ arguments: [String],
        environment: [String: String],
        onOutput: (String, CInt) -> Void
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        var bytes = Data()
        while true {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            bytes.append(more)
            onOutput(String(decoding: bytes, as: UTF8.self), process.processIdentifier)
        }
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            code: Int(process.terminationStatus),
            output: String(decoding: bytes, as: UTF8.self),
            errors: String(decoding: said, as: UTF8.self)
        )
    }
}
