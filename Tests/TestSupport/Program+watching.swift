public import Foundation
import Subprocess
import SystemPackage

extension Program {
    /// Runs to the end, or until the body has seen enough and ends it.
    ///
    /// - Parameter onOutput: Told all of standard output so far, and the process's id: once before there is any, and
    ///   then whenever there is more.
    public func run(
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String],
        onOutput: (_ output: String, _ process: CInt) async throws -> Void
    ) async throws -> Result {
        let record = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .custom(
                environment.reduce(into: [:]) { $0[Environment.Key(stringLiteral: $1.key)] = $1.value }
            ),
            workingDirectory: folder.map { FilePath($0.path) },
            input: .none,
            output: .sequence,
            error: .string(limit: 16 << 20)
        ) { execution in
            let process = execution.processIdentifier.value
            try await onOutput("", process)
            var bytes: [UInt8] = []
            for try await part in execution.standardOutput {
                unsafe part.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
                try await onOutput(String(decoding: bytes, as: UTF8.self), process)
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        return Result(
            code: Self.code(record.terminationStatus),
            output: record.closureResult,
            errors: record.standardError
        )
    }
}
