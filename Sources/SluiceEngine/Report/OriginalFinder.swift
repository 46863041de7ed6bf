import Foundation

/// Finds the files that records are about.
struct OriginalFinder {
    /// Absolute, the likeliest first.
    private let folders: [String]

    init(_ folders: [String]) { self.folders = folders.map { Discovery.absolute($0) } }

    /// The absolute path of a source, when a file of its size is below one of the folders.
    ///
    /// - Parameters:
    ///   - record: The record's path; with several inputs it begins with the name of one.
    ///   - bytes: `nil` when the record does not say.
    func find(_ path: String, bytes: Int?, record: String) -> String? {
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            Substring($0)
        }
        // A record that names something outside of its input is none of ours.
        guard !path.isEmpty, !parts.contains(where: { $0 == ".." || $0 == "." || $0.isEmpty }) else { return nil }
        let root = record.prefix { $0 != "/" }
        let likely = folders.filter { PathText.name(of: $0) == root }
        for folder in likely + folders {
            let candidate = PathText.joined(folder, path)
            guard let size = Self.size(of: candidate), bytes == nil || bytes == size else { continue }
            return candidate
        }
        return nil
    }

    private static func size(of path: String) -> Int? {
        var status = stat()
        let bytes = FileName.original(of: path).map { CChar(bitPattern: $0) } + [0]
        guard unsafe stat(bytes, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }
}
