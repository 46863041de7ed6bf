public import Foundation
import Media
import StructuredJSON

/// The records of an output folder, read back one at a time.
///
/// ```swift
/// for try await result in ResultFolder(output) { print(result.path, result.json["output"] ?? .null) }
/// ```
///
/// They come in the order of a ``Discovery``: a folder's own records in natural order, then its folders. What is no record
/// is passed over, whatever it is; the state in `.sluice` is none. Records of all shards are there, since they share the folder.
public struct ResultFolder: Sendable {
    /// No record is larger. What is, is not read.
    static let mostBytes = 256 << 20

    public let url: URL
    /// Told of what is a record by its beginning and cannot be read as one: its path below the folder, and why.
    public var onDamage: @Sendable (_ path: String, _ reason: String) -> Void = { _, _ in }

    public init(_ url: URL) { self.url = url }

    /// The files that may be records.
    func walk() async throws(DiscoveryError) -> FolderWalk {
        do throws(MediaError) {
            _ = try url.localPath()
        } catch {
            throw DiscoveryError(input: url.absoluteString, message: error.description)
        }
        let everywhere = ["**/*.json", "**/.*.json", "**/.*/**/*.json"]
        var walk = FolderWalk(filter: try DiscoveryFilter(include: everywhere, exclude: [], excluding: []))
        await walk.begin(
            at: Discovery.absolute(url.path(percentEncoded: false)),
            root: "",
            rootName: "",
            relativePath: ""
        )
        return walk
    }
}

extension ResultFolder: AsyncSequence {
    public typealias Element = StoredResult
    public typealias Failure = DiscoveryError

    public func makeAsyncIterator() -> Iterator { Iterator(folder: self) }

    public struct Iterator: AsyncIteratorProtocol {
        private let folder: ResultFolder
        private var walk: FolderWalk?

        fileprivate init(folder: ResultFolder) { self.folder = folder }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DiscoveryError) -> StoredResult?
        {
            if walk == nil { walk = try await folder.walk() }
            while let found = await walk?.next() {
                guard case .file(let file) = found else { continue }
                if let result = await Self.read(file, folder.onDamage) { return result }
            }
            return nil
        }

        private static let version = Data("\"schema_version\"".utf8)
        /// What a record that was cut short right away may have of it.
        private static let beginning = Data("{\n  ".utf8) + version

        @concurrent
        private static func read(
            _ file: DiscoveredFile,
            _ onDamage: (String, String) -> Void
        ) async -> StoredResult? {
            guard let handle = FileHandle(forReadingAtPath: file.path) else {
                onDamage(file.relativePath, unsafe String(cString: strerror(errno)))
                return nil
            }
            defer { try? handle.close() }
            let data: Data
            do {
                // Of a file without a byte Foundation gives none at all.
                data = try handle.read(upToCount: mostBytes + 1) ?? Data()
            } catch {
                onDamage(file.relativePath, error.localizedDescription)
                return nil
            }
            guard data.count <= mostBytes else { return nil }
            guard !data.isEmpty else {
                onDamage(file.relativePath, "it is empty")
                return nil
            }
            do {
                return StoredResult(path: file.relativePath, json: try JSONValue(parsing: Array(data)))
            } catch {
                // Every record of ours begins with its version; other people's files are none of our business.
                if data.prefix(64).firstRange(of: version) != nil || beginning.starts(with: data) {
                    onDamage(file.relativePath, "\(error)")
                }
                return nil
            }
        }
    }
}
