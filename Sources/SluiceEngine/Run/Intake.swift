import Foundation

/// What a run will work on, and proof that no two of its items share an output.
struct Intake {
    private let discovery: Discovery
    private let grouping: Recipe.Grouping

    /// - Parameter followsLinks: Whether links out of the inputs are followed.
    init(_ inputs: [String], select: Recipe.Select, output: URL, followsLinks: Bool = false) throws {
        let place = Self.place(of: output.path(percentEncoded: false))
        for input in inputs where !input.isEmpty && input != "-" && Self.place(of: input) == place {
            throw ItemError(
                kind: .invalidRequest,
                message: "The output folder is the input folder",
                hint: "choose another output folder with -o"
            )
        }
        discovery = try Discovery(
            inputs,
            include: select.include,
            exclude: select.exclude,
            excluding: [output],
            followsLinks: followsLinks
        )
        grouping = select.groupBy
    }

    /// What tells a folder apart, also through links; its path while there is none.
    private static func place(of path: String) -> AnyHashable {
        let path = Discovery.absolute(path)
        if case .folder(let identity) = FolderListing.kind(of: path) { return AnyHashable(identity) }
        return AnyHashable(Array(path.utf8))
    }

    typealias Found = DiscoveredGroups<Discovery>.Element

    /// What was found, one after the other.
    enum Groups: AsyncSequence, Sendable {
        typealias Element = Found

        /// As the folders are walked; with the name of each before its outputs where there are several.
        case streamed(DiscoveredGroups<Discovery>, isBelowRoot: Bool)
        /// All of it, checked.
        case listed([Found])

        struct AsyncIterator: AsyncIteratorProtocol {
            fileprivate var stream: DiscoveredGroups<Discovery>.Iterator?
            fileprivate var isBelowRoot = false
            fileprivate var list: ArraySlice<Found> = []

            mutating func next(isolation actor: isolated (any Actor)?) async throws -> Found? {
                guard stream != nil else { return list.popFirst() }
                return try await stream?.next(isolation: actor)?.placed(isBelowRoot: isBelowRoot)
            }
        }

        func makeAsyncIterator() -> AsyncIterator {
            switch self {
            case .streamed(let groups, let isBelowRoot):
                AsyncIterator(stream: groups.makeAsyncIterator(), isBelowRoot: isBelowRoot)
            case .listed(let groups): AsyncIterator(list: groups[...])
            }
        }
    }

    /// The groups, of which no two share an output.
    ///
    /// Below one folder, and below several with names of their own, that is so by the way outputs are named. Everything else
    /// is listed first, which also lets standard input be read once.
    ///
    /// - Throws: ``ItemError`` that names two items with one output.
    func groups(_ control: RunControl) async throws -> Groups {
        let found = discovery.grouped(by: grouping)
        if discovery.hasDistinctFolders { return .streamed(found, isBelowRoot: discovery.inputs.count > 1) }
        var list: [Found] = []
        // By their bytes: names that look alike may be two files' names.
        var owners: [[UInt8]: String] = [:]
        for try await found in found {
            guard control.reason == nil else { return .listed([]) }
            let element = found.placed(isBelowRoot: true)
            list.append(element)
            guard case .group(let group) = element, let file = group.files.first else { continue }
            let output = OutputFolder.recordPath(of: group.outputPath)
            guard let owner = owners.updateValue(file.path, forKey: Array(output.utf8)) else { continue }
            throw ItemError(
                kind: .invalidRequest,
                message: "\(owner) and \(file.path) would both be written to \(output)",
                hint: "name a folder above both, or run them into two output folders"
            )
        }
        return .listed(list)
    }
}

extension Discovery {
    /// Whether all inputs are folders, no two of them with the same name.
    fileprivate var hasDistinctFolders: Bool {
        var names: Set<[UInt8]> = []
        return inputs.allSatisfy { input in
            guard case .folder(let path, _) = input else { return false }
            return names.insert(Array(path[(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)...])).inserted
        }
    }
}

extension Intake.Found {
    /// With the name of the input folder before the output, so that several folders do not share one.
    fileprivate func placed(isBelowRoot: Bool) -> Self {
        guard isBelowRoot, case .group(let group) = self, let root = group.files.first?.rootName, !root.isEmpty else {
            return self
        }
        // A group of everything at the top of a folder is called after that folder already.
        if group.outputPath == root, group.files[0].folder.isEmpty, group.name == root { return self }
        let path = PathText.joined(root, group.outputPath)
        return .group(InputGroup(name: group.name, files: group.files, outputPath: path))
    }
}

extension DiscoveredFile {
    /// Whether somebody named this very file, rather than a folder or a list with it in it.
    var isExplicit: Bool { rootName.isEmpty && root != "-" && !root.hasPrefix("@") }
}
