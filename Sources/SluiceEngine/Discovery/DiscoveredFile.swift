public import Foundation

/// A file that was found.
public struct DiscoveredFile: Sendable {
    /// Absolute, byte for byte as the file system has it. For a name that is not UTF-8, the path of a link to the file, which is
    /// there as long as this value or a copy of it.
    public let path: String
    /// The input that it came from, as it was given.
    public let root: String
    /// The base name of the input folder; empty for a file that was named itself.
    public let rootName: String
    /// Where it is below its root, with the extension: `trip/cat.jpg`. Never absolute, and never with `..` in it. Bytes that are
    /// no UTF-8 are written `\xE9`.
    public let relativePath: String
    /// What else there is in its folder.
    var siblings: SiblingFolders?
    /// What tells it from other files, however they were reached.
    var place: FilePlace?
    private var alias: PathAlias?

    public init(path: String, root: String, rootName: String, relativePath: String) {
        self.path = path
        self.root = root
        self.rootName = rootName
        self.relativePath = relativePath
    }

    /// - Throws: ``DiscoveryError`` when the path is not UTF-8 and no link to it can be made.
    init(path: [UInt8], root: String, rootName: String, relativePath: String) throws(DiscoveryError) {
        let text = String(validating: path, as: UTF8.self)
        let alias = try text == nil ? PathAlias(of: path) : nil
        self.init(path: text ?? alias?.path ?? "", root: root, rootName: rootName, relativePath: relativePath)
        self.alias = alias
    }

    public var url: URL { URL(fileURLWithPath: path) }
    /// `cat.jpg`.
    public var name: String { PathText.name(of: relativePath) }
    /// `trip`; empty at the top.
    public var folder: String { PathText.folder(of: relativePath) }
}

extension DiscoveredFile: Hashable {
    public static func == (a: Self, b: Self) -> Bool {
        (a.path, a.root, a.rootName, a.relativePath) == (b.path, b.root, b.rootName, b.relativePath)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(path)
        hasher.combine(relativePath)
    }
}

/// A name in a folder, the folder told by its number: the same for all ways to the file, and another for each hard link.
struct FilePlace: Hashable {
    let folder: FolderListing.Identity
    let name: [UInt8]
}

/// Folders beside a file, and beside the folder that it is in, that an output of the file might need the name of.
final class SiblingFolders: Sendable {
    /// Below the root.
    let paths: Set<[UInt8]>

    init(_ paths: Set<[UInt8]>) { self.paths = paths }
}
