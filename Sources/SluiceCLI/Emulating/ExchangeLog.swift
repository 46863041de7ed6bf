import Foundation
import GeminiEmulator
import Sluice
import Synchronization

/// A log in JSON Lines, one line a request.
final class ExchangeLog: Sendable {
    private let file: Mutex<FileHandle?>

    /// - Parameter path: appended to; `-` is standard error.
    init(_ path: String) throws {
        guard path != "-" else {
            file = Mutex(nil)
            return
        }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw Complaint(.usage, "The log \(path.printable) cannot be written.")
        }
        _ = try handle.seekToEnd()
        file = Mutex(handle)
    }

    func write(_ exchange: EmulatorExchange) {
        let line = JSONValue.object(exchange.json).text()
        let isWritten = file.withLock { file in
            // A full disk shall not stop the emulator: the line goes to standard error.
            guard let file else { return false }
            return (try? file.write(contentsOf: Data("\(line)\n".utf8))) != nil
        }
        if !isWritten { Console.error.line(line) }
    }
}
