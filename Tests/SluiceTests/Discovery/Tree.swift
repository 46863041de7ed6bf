import Foundation

/// A temporary folder with files in it, deleted with the value.
final class Tree: Sendable {
    let path: String

    init(_ files: String...) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sluice-tree-\(UUID().uuidString)")
        path = folder.path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in files { try add(file) }
    }

    deinit {
        _ = try? FileManager.default.removeItem(atPath: path)
    }

    /// An empty folder when the name ends in a slash.
    func add(_ file: String, text: String = "x") throws {
        let url = URL(fileURLWithPath: "\(path)/\(file)")
        let folder = file.hasSuffix("/") ? url : url.deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if !file.hasSuffix("/") { try Data(text.utf8).write(to: url) }
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
    }
}
