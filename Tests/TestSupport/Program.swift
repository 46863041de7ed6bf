public import Foundation
import Subprocess
import SystemPackage

/// An executable of this package, run as its users run it.
public struct Program: Sendable {
    public let path: String

    /// A program from elsewhere.
    public init(at path: String) { self.path = path }

    /// - Parameter name: The product's. It is built next to the tests.
    public init(_ name: String) {
        path =
            URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent(name).path
    }

    /// What a process left behind.
    public struct Result: Sendable {
        /// What it exited with; a signal's number made negative.
        public let code: Int
        public let output: String
        public let errors: String
    }

    /// Runs to the end. No key is in the environment but one that is given.
    public func run(
        _ arguments: [String],
        in folder: URL? = nil,
        environment: [String: String] = [:],
        input: String = ""
    ) async throws -> Result {
        var variables: [Environment.Key: String] = [:]
        for name in ["PATH", "HOME", "TMPDIR", "LANG"] {
            variables[Environment.Key(stringLiteral: name)] = ProcessInfo.processInfo.environment[name]
        }
        // What earlier runs remember is no concern of a test that does not say so.
        let caches = TemporaryFolder()
        defer { withExtendedLifetime(caches) {} }
        variables["XDG_CACHE_HOME"] = caches.url.path
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        let record = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .custom(variables),
            workingDirectory: folder.map { FilePath($0.path) },
            input: .string(input),
            output: .string(limit: 16 << 20),
            error: .string(limit: 16 << 20)
        )
        return Result(
            code: Self.code(record.terminationStatus),
            output: record.standardOutput,
            errors: record.standardError
        )
    }

    static func code(_ status: TerminationStatus) -> Int {
        switch status {
        case .exited(let code): Int(code)
        case .signaled(let signal): -Int(signal)
        }
    }
}
