public import Foundation
import SluiceMedia

/// Finds the files of a run: in folders, at any depth, by name, and in lists.
///
/// Files come one folder at a time: the folder's own files in natural order, then its folders, so that the names of the largest
/// folder and not the whole tree have to fit into memory. What cannot be read is a problem among the files.
///
/// - Hidden files and folders are left out, unless an include pattern names their dot or they are inputs themselves.
/// - Every real folder and every path is taken once, whatever ways lead to it; further ways are said.
/// - Symbolic links out of the inputs are not followed, and said, unless asked for. One that is an input itself is followed.
/// - Globs are matched against the path below the input folder, letters of either case. Files that are inputs themselves are
///   always taken.
public struct Discovery: Sendable {
    enum Input: Sendable {
        case file(path: [UInt8], given: String)
        case folder(path: [UInt8], given: String)
        case list(path: String, given: String)
        case standardInput
    }

    let inputs: [Input]
    let filter: DiscoveryFilter
    let followsLinks: Bool
    let standardInput: FileHandle

    /// - Parameters:
    ///   - inputs: Files, folders, `-` for paths from standard input, `@LIST` for paths from a file.
    ///     Lists hold one path a line, or paths that end in NULs.
    ///   - include: ``Glob``s, one of which a file must match.
    ///   - exclude: ``Glob``s of files and of whole folders to leave out.
    ///   - excluding: Folders that are never entered, such as the run's own output.
    ///   - followsLinks: Whether symbolic links that lead out of the inputs are followed.
    /// - Throws: for an input that is not there, and a pattern that is broken.
    public init(
        _ inputs: [String],
        include: [String] = ["**/*"],
        exclude: [String] = ["**/.*"],
        excluding: [URL] = [],
        followsLinks: Bool = false,
        standardInput: FileHandle = .standardInput
    ) throws(DiscoveryError) {
        filter = try DiscoveryFilter(include: include, exclude: exclude, excluding: excluding)
        var checked: [Input] = []
        for input in inputs { checked.append(try Self.check(input)) }
        self.inputs = checked
        self.followsLinks = followsLinks
        self.standardInput = standardInput
    }

    private static func check(_ given: String) throws(DiscoveryError) -> Input {
        if given == "-" { return .standardInput }
        // "$FOLDER" with FOLDER unset must not become the current folder.
        guard !given.isEmpty else { throw DiscoveryError(input: "\"\"", message: "an input is empty") }
        // A file may really be called @something.
        let path = located(given)
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
        case .file: return .list(path: list, given: given)
        case .other:
            // `@<(find …)`: what the shell has opened already.
            guard RegularFile.isDescriptor(list) else {
                throw DiscoveryError(input: given, message: "is no regular file; pipe the list in, and write - for it")
            }
            return .list(path: list, given: given)
        case .folder: throw DiscoveryError(input: given, message: "is a folder, not a list of paths")
        case .broken(let number): throw DiscoveryError(input: given, message: reason(number))
        }
    }

    static func reason(_ number: Int32) -> String {
        number == ENOENT ? "there is no such file or folder" : "cannot be read: \(FolderListing.reason(number))"
    }

    /// The path from the root of what was given: by its own letters, or as a name that outputs show with `\xE9`.
    fileprivate static func located(_ given: String) -> [UInt8] {
        let path = absolute(given)
        if case .broken = FolderListing.kind(of: path), FileName.isEscaped(path) { return FileName.bytes(of: path) }
        return Array(path.utf8)
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
        /// `nil` where no file can come twice: all inputs are folders.
        private var repeats: Repeats?

        fileprivate init(discovery: Discovery) {
            inputs = discovery.inputs[...]
            let folders = discovery.inputs.compactMap { if case .folder(let path, _) = $0 { path } else { nil } }
            let links = LinkPolicy(followsOut: discovery.followsLinks, roots: folders)
            walk = FolderWalk(filter: discovery.filter, links: links)
            standardInput = discovery.standardInput
            repeats = folders.count == discovery.inputs.count ? nil : Repeats()
        }

        /// - Throws: when a list of paths can no longer be read.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(DiscoveryError) -> Discovered? {
            while let found = try await advance() {
                guard case .file(let file) = found, repeats?.isRepeat(file) == true else { return found }
            }
            return repeats?.takeNote().map(Discovered.problem)
        }

        private mutating func advance() async throws(DiscoveryError) -> Discovered? {
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
                return .file(try Self.file(path, given, PathText.name(of: FileName.text(of: path))))
            case .folder(let path, let given):
                let plain = path.ends(with: "/..") ? FolderListing.realPath(of: path) ?? path : path
                let name = PathText.name(of: FileName.text(of: plain))
                await walk.begin(at: path, root: given, rootName: name, relativePath: "")
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
            let given = FileName.text(of: bytes)
            func problem(_ message: String) -> Discovered {
                .problem(DiscoveryProblem(path: given, message: message))
            }
            let text = String(validating: bytes, as: UTF8.self)
            let path = text.map { Discovery.located($0) } ?? Discovery.absolute(bytes)
            // A name as outputs show it stays as it is.
            let isShown = text.map { !path.elementsEqual(Discovery.absolute($0).utf8) } ?? false
            let relativePath = PathText.cleaned(isShown ? text ?? given : given)
            switch FolderListing.kind(of: path) {
            case .file:
                do throws(DiscoveryError) {
                    return .file(try Self.file(path, list?.given ?? "", relativePath))
                } catch {
                    return problem("cannot be read: \(error.message)")
                }
            case .folder:
                await walk.begin(at: path, root: list?.given ?? "", rootName: "", relativePath: relativePath)
                return nil
            case .other: return problem("is neither a file nor a folder")
            case .broken(let number): return problem(number == ENOENT ? "does not exist" : Discovery.reason(number))
            }
        }

        /// A file that was named itself.
        private static func file(_ path: [UInt8], _ given: String, _ relativePath: String) throws(DiscoveryError)
            -> DiscoveredFile
        {
            var file = try DiscoveredFile(path: path, root: given, rootName: "", relativePath: relativePath)
            file.place = FilePlace(of: path)
            return file
        }
    }

    /// The path from the root of a name that is not UTF-8.
    fileprivate static func absolute(_ path: [UInt8]) -> [UInt8] {
        path.first == UInt8(ascii: "/")
            ? path : Array(FileManager.default.currentDirectoryPath.utf8) + [UInt8(ascii: "/")] + path
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
