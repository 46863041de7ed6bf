import Foundation

extension Program {
    /// Runs to the end and shows all of standard output so far whenever there is more, on a thread of its own.
    public func run(
        _ arguments: [String],
        environment: [String: String],
        onOutput: @escaping @Sendable (String) -> Void
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
        onOutput: (String) -> Void
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
            onOutput(String(decoding: bytes, as: UTF8.self))
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
