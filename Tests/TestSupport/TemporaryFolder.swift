public import Foundation

/// A folder of its own for one test, gone with the last reference to it.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() {
        url = FileManager.default.temporaryDirectory.appending(path: "sluice-test-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            preconditionFailure("No temporary folder: \(error)")
        }
    }

    /// Removing ends at what goes by itself meanwhile, as a database's journals do when it is closed behind the caller's back.
    deinit {
        for _ in 0..<100 where (try? FileManager.default.removeItem(at: url)) == nil {
            guard FileManager.default.fileExists(atPath: url.path) else { break }
        }
    }

    /// A path below the folder.
    public static func / (folder: TemporaryFolder, path: String) -> URL {
        folder.url.appending(path: path)
    }

    /// Writes a file below the folder, and the folders it needs.
    @discardableResult
    public func write(_ contents: Data, to path: String) throws -> URL {
        let file = self / path
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try contents.write(to: file)
        return file
    }

    @discardableResult
    public func write(_ text: String, to path: String) throws -> URL {
        try write(Data(text.utf8), to: path)
    }

    /// Whether names that are canonically equal in Unicode, but of other bytes, are two names here.
    public var tellsComposedFromDecomposed: Bool {
        let files = ["\u{107}", "c\u{301}"].map { "\(url.path)/\($0)" }
        for file in files { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        return (try? FileManager.default.contentsOfDirectory(atPath: url.path).count) == 2
    }
}
