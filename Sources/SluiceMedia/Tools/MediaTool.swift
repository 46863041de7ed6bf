import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program on this machine that reads media. It is run without a shell and without anything to read, within a time, and
/// knows nothing of this process's environment: keys are no concern of it.
package struct MediaTool: Sendable {
    package let name: String

    /// `nil` when it is not on the `PATH`.
    package init?(_ name: String) {
        let folders = Self.environment["PATH"]?.split(separator: ":").filter { $0.hasPrefix("/") } ?? []
        guard folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }) else {
            return nil
        }
        self.name = name
    }

    /// What it writes to standard output.
    ///
    /// - Parameters:
    ///   - folder: Where it runs, so that it can be given short names that none of its patterns, options and prefixes are found in.
    ///     This process's own when nothing is said.
    ///   - settings: Variables of its environment, beside those that every tool has.
    ///   - threads: The threads it may use where it shares its work out by OpenMP. `nil`: as it likes.
    /// - Throws: ``Failure``, or `CancellationError`; either way it is not running any more.
    @discardableResult
    package func run(
        _ arguments: [String],
        in folder: String? = nil,
        settings: [String: String] = [:],
        within limit: Duration,
        outputLimit: Int = 1 << 20,
        threads: Int? = nil
    ) async throws -> [UInt8] {
        var variables = Self.environment.merging(settings) { $1 }
        variables["OMP_THREAD_LIMIT"] = threads.map { "\($0)" }
        return try await withThrowingTaskGroup(of: [UInt8].self) { [variables] group in
            group.addTask { try await self.run(arguments, folder, variables, outputLimit) }
            group.addTask {
                try await Task.sleep(for: limit)
                throw Failure(description: "\(self.name) took longer than \(limit)")
            }
            defer { group.cancelAll() }
            guard let output = try await group.next() else { throw CancellationError() }
            return output
        }
    }

    /// One line.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    @concurrent
    private func run(
        _ arguments: [String],
        _ folder: String?,
        _ variables: [String: String],
        _ outputLimit: Int
    ) async throws -> [UInt8] {
        do {
            let result = try await Subprocess.run(
                .name(name),
                arguments: Arguments(arguments),
                environment: .custom(
                    variables.reduce(into: [:]) { $0[.init(stringLiteral: $1.key)] = $1.value }
                ),
                workingDirectory: folder.map { FilePath($0) },
                output: .bytes(limit: outputLimit),
                error: .string(limit: 1 << 16)
            )
            guard result.terminationStatus.isSuccess else {
                let lines = result.standardError.split(whereSeparator: \.isNewline)
                throw Failure(description: "\(name) failed\(lines.last.map { ": \($0.prefix(200))" } ?? "")")
            }
            return result.standardOutput
        } catch let error as SubprocessError {
            try Task.checkCancellation()
            throw Failure(description: "\(name) failed: \(error)")
        }
    }

    private static let environment: [String: String] = {
        let own = ProcessInfo.processInfo.environment
        var kept = ["LC_ALL": "C.UTF-8", "PATH": own["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
        // Nobody's settings count, and nobody's files can be found by it.
        kept["HOME"] = "/nonexistent"
        kept["TMPDIR"] = own["TMPDIR"]
        return kept
    }()
}
