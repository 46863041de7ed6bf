import Foundation

/// A second name for a file whose own is not UTF-8: a symbolic link in the temporary folder, for everything that takes paths
/// as text. It is removed with the last reference to it.
final class PathAlias: Sendable {
    let path: String

    /// - Parameter target: The file's path from the root.
    /// - Throws: ``DiscoveryError`` with the system's reason.
    init(of target: [UInt8]) throws(DiscoveryError) {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let number = String(UInt64.random(in: .min ... .max), radix: 36)
        path = PathText.joined(folder, "sluice-\(number)\(Self.suffix(of: target))")
        let text = target.map { CChar(bitPattern: $0) } + [0]
        guard unsafe symlink(text, path) == 0 else {
            throw DiscoveryError(input: FileName.text(of: target), message: FolderListing.reason(errno))
        }
    }

    deinit { unsafe unlink(path) }

    /// The extension, which says what a file claims to be.
    private static func suffix(of target: [UInt8]) -> String {
        guard let dot = target.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        let suffix = target[dot...]
        let isPlain = suffix.dropFirst().allSatisfy { Character(Unicode.Scalar($0)).isASCII && $0 != 0x2F && $0 > 0x20 }
        return isPlain && suffix.count <= 12 ? String(decoding: suffix, as: UTF8.self) : ""
    }
}
