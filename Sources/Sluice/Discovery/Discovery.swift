public import Foundation

/// Finds the files of a run: in folders, at any depth, by name, and in lists.
///
/// Files come one folder at a time: the folder's own files in natural order, then its folders, so that the largest
/// folder and not the whole tree has to fit into memory. What cannot be read is a problem among the files.
///
/// - Hidden files and folders are left out, unless an include pattern names their dot or they are inputs themselves.
/// - Symbolic links are followed, but not to a folder that the walk is already inside of.
/// - Globs are matched against the path below the input folder. Files that are inputs themselves are always taken.
public struct Discovery: Sendable {
    enum Input: Sendable {
        case file(path: String, given: String)
        case folder(path: String, given: String)
        case list(path: String, given: String)
        case standardInput
    }

    let inputs: [Input]
    let filter: DiscoveryFilter
    let standardInput: FileHandle

    /// - Parameters:
    ///   - inputs: Files, folders, `-` for paths from standard input, `@LIST` for paths from a file.
    ///     Lists hold one path a line, or paths that end in NULs.
    ///   - include: ``Glob``s, one of which a file must match.
    ///   - exclude: ``Glob``s of files and of whole folders to leave out.
    ///   - excluding: Folders that are never entered, such as the run's own output.
    /// - Throws: for an input that is not there, and a pattern that is broken.
    public init(
        _ inputs: [String],
        include: [String] = ["**/*"],
        exclude: [String] = ["**/.*"],
        excluding: [URL] = [],
        standardInput: FileHandle = .standardInput
    ) throws(DiscoveryError) {
        filter = try DiscoveryFilter(include: include, exclude: exclude, excluding: excluding)
        var checked: [Input] = []
        for input in inputs { checked.append(try Self.check(input)) }
        self.inputs = checked
        self.standardInput = standardInput
    }

    private static func check(_ given: String) throws(DiscoveryError) -> Input {
        if given == "-" { return .standardInput }
        // "$FOLDER" with FOLDER unset must not become the current folder.
        guard !given.isEmpty else { throw DiscoveryError(input: "\"\"", message: "an input is empty") }
        // A file may really be called @something.
        let path = absolute(given)
        switch FolderListing.kind(of: path) {
        case .file: return .file(path: path, given: given)
        case .folder: return .folder(path: path, given: given)
        case .other: throw DiscoveryError(input: given, message: "is neither a file nor a folder")
        case .broken(let number):
            guard given.hasPrefix("@"), given.count > 1 else {
                throw DiscoveryError(input: given, message: reason(number))
            }
        }
        let list = absolute(String(given.dropFirst()))
        switch FolderListing.kind(of: list) {
        case .file, .other: return .list(path: list, given: given)
        case .folder: throw DiscoveryError(input: given, message: "is a folder, not a list of paths")
        case .broken(let number): throw DiscoveryError(input: given, message: reason(number))
        }
    }

    static func reason(_ number: Int32) -> String {
        number == ENOENT ? "there is no such file or folder" : "cannot be read: \(FolderListing.reason(number))"
    }

    /// The path from the root. `..` is left to the file system, since the folder before it may be a link.
    static func absolute(_ path: String) -> String {
        let whole = path.hasPrefix("/") ? path : "\(FileManager.default.currentDirectoryPath)/\(path)"
        let parts = whole.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }.filter { $0 != "." }
        return "/" + parts.joined(separator: "/")
    }
}

extension Discovery: AsyncSequence {
    public typealias Element = Discovered
    public typealias Failure = DiscoveryError

    public func makeAsyncIterator() -> Iterator { Iterator(discovery: self) }

    public struct Iterator: AsyncIteratorProtocol {
        private var inputs: ArraySlice<Input>
        private var walk: FolderWalk
        private let standardInput: FileHandle
        private var list: (paths: PathList, given: String)?

        fileprivate init(discovery: Discovery) {
            inputs = discovery.inputs[...]
            walk = FolderWalk(filter: discovery.filter)
            standardInput = discovery.standardInput
        }

        /// - Throws: when a list of paths can no longer be read.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DiscoveryError) -> Discovered? {
            while true {
                if let found = await walk.next() { return found }
                if list != nil {
                    guard let path = try await list?.paths.next() else {
                        list = nil
                        continue
                    }
                    if let found = await begin(listed: path) { return found }
                    continue
                }
                guard let input = inputs.popFirst() else { return nil }
                if let found = try await begin(input) { return found }
            }
        }

        private mutating func begin(_ input: Input) async throws(DiscoveryError) -> Discovered? {
            switch input {
            case .file(let path, let given):
                return .file(.init(path: path, root: given, rootName: "", relativePath: PathText.name(of: path)))
            case .folder(let path, let given):
                let plain = path.hasSuffix("/..") ? URL(fileURLWithPath: path).resolvingSymlinksInPath().path : path
                await walk.begin(at: path, root: given, rootName: PathText.name(of: plain), relativePath: "")
            case .list(let path, let given):
                guard let handle = FileHandle(forReadingAtPath: path) else {
                    throw DiscoveryError(input: given, message: "cannot be opened")
                }
                list = (PathList(handle), given)
            case .standardInput: list = (PathList(standardInput), "-")
            }
            return nil
        }

        private mutating func begin(listed bytes: [UInt8]) async -> Discovered? {
            func problem(_ message: String) -> Discovered {
                .problem(DiscoveryProblem(path: PathText.escaped(bytes), message: message))
            }
            guard let given = String(validating: bytes, as: UTF8.self) else {
                return problem("has a name that is not UTF-8")
            }
            let path = Discovery.absolute(given)
            let relativePath = PathText.cleaned(given)
            switch FolderListing.kind(of: path) {
            case .file:
                return .file(.init(path: path, root: list?.given ?? "", rootName: "", relativePath: relativePath))
            case .folder:
                await walk.begin(at: path, root: list?.given ?? "", rootName: "", relativePath: relativePath)
                return nil
            case .other: return problem("is neither a file nor a folder")
            case .broken(let number): return problem(number == ENOENT ? "does not exist" : Discovery.reason(number))
            }
        }
    }
}
