public import Foundation
import SluiceMedia
import StructuredJSON

/// The records of an output folder, read back one at a time.
///
/// ```swift
/// for try await result in ResultFolder(output) { print(result.path, result.record.text ?? "") }
/// ```
///
/// They come in the order of a ``Discovery``: a folder's own records in natural order, then its folders. What is no record
/// is passed over, unless the ledger knows of a record there; the state in `.sluice` is none. Records of all shards are there, since they share the folder.
public struct ResultFolder: Sendable {
    /// No record is larger. What is, is not read.
    static let mostBytes = Record.largestSize

    public let url: URL
    /// Told of what is a record by its beginning or by the ledger and cannot be read as one: its path below the folder, and why.
    public var onDamage: @Sendable (_ path: String, _ reason: String) -> Void = { _, _ in }

    public init(_ url: URL) { self.url = url }

    private var root: String { Discovery.absolute(url.path(percentEncoded: false)) }

    /// The path below the folder, by its own letters: names in outputs have been written out already.
    func path(of file: DiscoveredFile) -> String {
        guard FileName.isEscaped(file.relativePath) else { return file.relativePath }
        return String(
            decoding: file.path.utf8.dropFirst(root.utf8.count).drop { $0 == UInt8(ascii: "/") },
            as: UTF8.self
        )
    }

    /// The files that may be records.
    func walk() async throws(DiscoveryError) -> FolderWalk {
        do throws(MediaError) {
            _ = try url.localPath()
        } catch {
            throw DiscoveryError(input: url.absoluteString, message: error.description)
        }
        let everywhere = ["**/*.json", "**/.*.json", "**/.*/**/*.json"]
        let filter = try DiscoveryFilter(include: everywhere, exclude: [], excluding: [])
        var walk = FolderWalk(filter: filter, links: LinkPolicy(followsOut: true))
        await walk.begin(
            at: Array(root.utf8),
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
        private var known: KnownRecords

        fileprivate init(folder: ResultFolder) {
            self.folder = folder
            known = KnownRecords(of: folder.url)
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DiscoveryError) -> StoredResult?
        {
            if walk == nil { walk = try await folder.walk() }
            while let found = await walk?.next() {
                switch found {
                case .file(let file): if let result = await read(file) { return result }
                case .problem(let problem): await look(at: problem)
                }
            }
            return nil
        }

        /// What stands where a record should be.
        private mutating func look(at problem: DiscoveryProblem) async {
            let root = folder.root.utf8
            guard !problem.isNote, problem.path.utf8.starts(with: root) else { return }
            let path = String(
                decoding: problem.path.utf8.dropFirst(root.count).drop { $0 == UInt8(ascii: "/") },
                as: UTF8.self
            )
            if await known.isRecord(path) { folder.onDamage(path, problem.message) }
        }

        private mutating func read(_ file: DiscoveredFile) async -> StoredResult? {
            let path = folder.path(of: file)
            switch await Self.content(of: file.path) {
            case .record(let record): return StoredResult(path: path, record: record)
            case .damaged(let reason, let isOurs):
                if await known.isRecord(path) || isOurs { folder.onDamage(path, reason) }
            }
            return nil
        }

        private enum Found { case record(Record), damaged(String, isOurs: Bool) }

        private static let version = Data("\"schema_version\"".utf8)
        /// What a record that was cut short right away may have of it.
        private static let beginning = Data("{\n  ".utf8) + version

        /// Every record begins with its version. Other files in the folder are not looked at further, nor are records of later formats.
        private static func isOurs(_ bytes: [UInt8], _ error: RecordError) -> Bool {
            switch error.kind {
            case .unreadable, .newer, .noData: return false
            case .wrongType: return true
            case .notRecord: return (try? JSONValue(parsing: bytes))?["schema_version"]?.number?.int == Record.version
            case .notJSON:
                let data = Data(bytes.prefix(64))
                return data.isEmpty || data.firstRange(of: version) != nil
                    || bytes.count < 64 && beginning.starts(with: data)
            }
        }

        @concurrent
        private static func content(of path: String) async -> Found {
            let bytes: [UInt8]
            do throws(RegularFile.Failure) {
                bytes = try RegularFile.read(path, atMost: mostBytes)
            } catch {
                return .damaged(error.description, isOurs: !error.isTooLarge)
            }
            do throws(RecordError) {
                return .record(try Record(parsing: bytes))
            } catch {
                return .damaged(error.message, isOurs: isOurs(bytes, error))
            }
        }
    }
}
