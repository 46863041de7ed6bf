import Foundation

extension Program {
    /// Runs with a terminal as standard output, and gives all that the terminal was sent.
    public func onTerminal(_ arguments: [String], environment: [String: String]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { @Sendable in
                continuation.resume(with: Swift.Result { try shown(arguments, environment: environment) })
            }
        }
    }

    private func shown(_ arguments: [String], environment: [String: String]) throws -> String {
        var (ours, theirs): (CInt, CInt) = (-1, -1)
        guard unsafe openpty(&ours, &theirs, nil, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardOutput = FileHandle(fileDescriptor: theirs, closeOnDealloc: false)
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        close(theirs)
        defer { close(ours) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // When the last program has closed it, a terminal ends in an error.
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(ours, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
