import Foundation

/// What a run will work on, and proof that no two of its items share an output.
struct Intake {
    private let discovery: Discovery
    private let grouping: Recipe.Grouping

    init(_ inputs: [String], select: Recipe.Select, output: URL) throws {
        let place = Discovery.absolute(output.path(percentEncoded: false))
        for input in inputs where Discovery.absolute(input) == place {
            throw ItemError(
                kind: "invalid_request",
                message: "The output folder is the input folder",
                hint: "choose another output folder with -o"
            )
        }
        discovery = try Discovery(inputs, include: select.include, exclude: select.exclude, excluding: [output])
        grouping = select.groupBy
    }

    typealias Found = DiscoveredGroups<Discovery>.Element

    /// What was found, one after the other.
    enum Groups: AsyncSequence, Sendable {
        typealias Element = Found

        /// As the folders are walked.
        case streamed(DiscoveredGroups<Discovery>)
        /// All of it, checked.
        case listed([Found])

        struct AsyncIterator: AsyncIteratorProtocol {
            fileprivate var stream: DiscoveredGroups<Discovery>.Iterator?
            fileprivate var list: ArraySlice<Found>

            mutating func next() async throws -> Found? {
                stream == nil ? list.popFirst() : try await stream?.next(isolation: #isolation)
            }
        }

        func makeAsyncIterator() -> AsyncIterator {
            switch self {
            case .streamed(let groups): AsyncIterator(stream: groups.makeAsyncIterator(), list: [])
            case .listed(let groups): AsyncIterator(stream: nil, list: groups[...])
            }
        }
    }

    /// The groups, of which no two share an output.
    ///
    /// Below one folder, and below several with names of their own, that is so by the way outputs are named. Everything else
    /// is listed first, which also lets standard input be read once.
    ///
    /// - Throws: ``ItemError`` that names two items with one output.
    func groups() async throws -> Groups {
        let found = discovery.grouped(by: grouping)
        if discovery.hasDistinctFolders { return .streamed(found) }
        var list: [Found] = []
        var owners: [String: String] = [:]
        for try await element in found {
            list.append(element)
            guard case .group(let group) = element, let file = group.files.first else { continue }
            let output = OutputFolder.recordPath(of: group.outputPath)
            guard let owner = owners.updateValue(file.path, forKey: output) else { continue }
            throw ItemError(
                kind: "invalid_request",
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
        var names: Set<String> = []
        return inputs.allSatisfy { input in
            guard case .folder(let path, _) = input else { return false }
            return names.insert(PathText.name(of: path)).inserted
        }
    }
}

extension DiscoveredFile {
    /// Whether somebody named this very file, rather than a folder or a list with it in it.
    var isExplicit: Bool { rootName.isEmpty && root != "-" && !root.hasPrefix("@") }
}
