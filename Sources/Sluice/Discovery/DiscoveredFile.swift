public import Foundation

/// A file that was found.
public struct DiscoveredFile: Hashable, Sendable {
    /// Absolute, byte for byte as the file system has it.
    public let path: String
    /// The input that it came from, as it was given.
    public let root: String
    /// The base name of the input folder; empty for a file that was named itself.
    public let rootName: String
    /// Where it is below its root, with the extension: `trip/cat.jpg`. Never absolute, and never with `..` in it.
    public let relativePath: String

    public init(path: String, root: String, rootName: String, relativePath: String) {
        self.path = path
        self.root = root
        self.rootName = rootName
        self.relativePath = relativePath
    }

    public var url: URL { URL(fileURLWithPath: path) }
    /// `cat.jpg`.
    public var name: String { PathText.name(of: relativePath) }
    /// `trip`; empty at the top.
    public var folder: String { PathText.folder(of: relativePath) }
}
