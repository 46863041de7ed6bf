public import Foundation

/// The files of a folder, at any depth, as a source of a run.
///
/// ```swift
/// try await describe.run(over: Folder("samples/images"), limit: 8) { outcome in … }
/// ```
///
/// They come as from a ``Discovery``, which also tells problems apart. Here what cannot be taken comes as a file too, so
/// that it is one failed outcome and not an end to the run.
public struct Folder: Sendable {
    private let path: String
    private let include: [String]
    private let exclude: [String]

    /// - Parameters:
    ///   - path: A folder, or one file.
    ///   - include: ``Glob``s, one of which a file must match.
    ///   - exclude: ``Glob``s of files and folders to leave out.
    public init(_ path: String, include: [String] = ["**/*"], exclude: [String] = ["**/.*"]) {
        self.path = path
        self.include = include
        self.exclude = exclude
    }
}

extension Folder: AsyncSequence {
    public typealias Element = URL
    public typealias Failure = DiscoveryError

    public func makeAsyncIterator() -> Iterator { Iterator(folder: self) }

    public struct Iterator: AsyncIteratorProtocol {
        private let folder: Folder
        private var found: Discovery.Iterator?

        fileprivate init(folder: Folder) { self.folder = folder }

        /// - Throws: when the folder is not there, or a pattern is broken.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DiscoveryError) -> URL? {
            if found == nil {
                found = try Discovery([folder.path], include: folder.include, exclude: folder.exclude)
                    .makeAsyncIterator()
            }
            while let element = try await found?.next(isolation: actor) {
                switch element {
                case .file(let file): return file.url
                case .problem(let problem) where problem.isNote: continue
                case .problem(let problem): return URL(fileURLWithPath: problem.path)
                }
            }
            return nil
        }
    }
}
