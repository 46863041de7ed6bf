public import Foundation

/// The files below a folder, at any depth, as a source for ``Stage/run(over:limit:forEach:)``.
///
/// They come in natural order, one folder after the other. Hidden files are left out, links are followed but never in a
/// circle. What cannot be looked into is left out too; a ``Discovery`` tells of it.
public struct Folder: AsyncSequence, Sendable {
    public typealias Element = URL

    private let path: String
    private let include: [String]
    private let exclude: [String]

    /// - Parameters:
    ///   - include: ``Glob``s, one of which a path below the folder must match.
    ///   - exclude: ``Glob``s to leave out.
    public init(_ path: String, include: [String] = ["**/*"], exclude: [String] = ["**/.*"]) {
        self.path = path
        self.include = include
        self.exclude = exclude
    }

    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let folder: Folder
        private var discovered: Discovery.Iterator?

        fileprivate init(_ folder: Folder) { self.folder = folder }

        /// - Throws: ``DiscoveryError`` when the folder is not there, or a glob is broken.
        public mutating func next() async throws -> URL? {
            var iterator = try discovered ?? folder.discovery().makeAsyncIterator()
            defer { discovered = iterator }
            while let found = try await iterator.next(isolation: #isolation) {
                if let file = found.file { return file.url }
            }
            return nil
        }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

    private func discovery() throws(DiscoveryError) -> Discovery {
        try Discovery([path], include: include, exclude: exclude)
    }
}
