import Foundation
import Subprocess
import SystemPackage

extension Program {
    /// Runs with a terminal as standard output, and gives all that the terminal was sent.
    public func onTerminal(_ arguments: [String], environment: [String: String]) async throws -> String {
        var (ours, theirs): (CInt, CInt) = (-1, -1)
        guard unsafe openpty(&ours, &theirs, nil, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
        async let shown = Self.whatIsShown(on: ours)
        _ = try await Subprocess.run(
            .path(FilePath(path)),
            arguments: Arguments(arguments),
            environment: .custom(
                environment.reduce(into: [:]) { $0[Environment.Key(stringLiteral: $1.key)] = $1.value }
            ),
            input: .none,
            output: .fileDescriptor(FileDescriptor(rawValue: theirs), closeAfterSpawningProcess: true),
            error: .discarded
        )
        return await shown
    }

    /// On a thread of its own: reading blocks.
    private static func whatIsShown(on terminal: CInt) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { @Sendable in
                var bytes: [UInt8] = []
                var buffer = [UInt8](repeating: 0, count: 4096)
                while true {
                    // When the last program has closed it, a terminal ends in an error.
                    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(terminal, $0.baseAddress, $0.count) }
                    guard count > 0 else { break }
                    bytes += buffer[..<count]
                }
                close(terminal)
                continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}
