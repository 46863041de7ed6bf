public import Foundation
import Subprocess
import SystemPackage

extension Program {
    /// Starts without waiting for it.
    ///
    /// - Returns: What it reads from, and what it writes to. It is told of our end by the end of both.
    public func start(_ arguments: [String]) throws -> (input: FileHandle, output: FileHandle) {
        let (input, output) = (try FileDescriptor.pipe(), try FileDescriptor.pipe())
        Task {
            _ = try? await Subprocess.run(
                .path(FilePath(path)),
                arguments: Arguments(arguments),
                input: .fileDescriptor(input.readEnd, closeAfterSpawningProcess: true),
                output: .fileDescriptor(output.writeEnd, closeAfterSpawningProcess: true),
                error: .discarded
            )
        }
        return (
            FileHandle(fileDescriptor: input.writeEnd.rawValue, closeOnDealloc: true),
            FileHandle(fileDescriptor: output.readEnd.rawValue, closeOnDealloc: true)
        )
    }
}
