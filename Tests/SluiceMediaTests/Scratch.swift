import Foundation
import SluiceMedia

/// A folder of its own for one test, removed at the end.
final class Scratch: Sendable {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("media-\(UUID().uuidString)").path
        unsafe mkdir(path, 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = path + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func file(_ name: String, _ text: String) throws -> String {
        try file(name, Array(text.utf8))
    }

    /// What a file of these bytes and this name is.
    func detect(_ name: String, _ bytes: [UInt8]) async throws -> Detection {
        try await MediaInspector.shared.detect(file(name, bytes))
    }

    func detect(_ name: String, _ text: String) async throws -> Detection {
        try await detect(name, Array(text.utf8))
    }
}
