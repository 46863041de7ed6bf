import Foundation

/// Puts files together into groups. Of a stream in the order of a ``Discovery`` it holds one folder at a time.
///
/// Files of one folder must follow each other: when another folder comes in between, there are two groups.
public struct InputGrouper: Sendable {
    private let grouping: Recipe.Grouping
    private var files: [DiscoveredFile] = []

    public init(by grouping: Recipe.Grouping) { self.grouping = grouping }

    /// Takes the next file and gives the groups that are now whole.
    public mutating func push(_ file: DiscoveredFile) -> [InputGroup] {
        if grouping == .file { return [InputGroup(name: file.name, files: [file], outputPath: file.relativePath)] }
        let isSameFolder = files.last.map { Self.place(of: $0) == Self.place(of: file) } ?? true
        defer { files.append(file) }
        return isSameFolder ? [] : finish()
    }

    /// Gives what is left.
    public mutating func finish() -> [InputGroup] {
        defer { files = [] }
        guard let first = files.first else { return [] }
        if grouping == .folder {
            let folder = first.folder.isEmpty ? Self.topName(of: first) : first.folder
            return [InputGroup(name: PathText.name(of: folder), files: sorted(files), outputPath: folder)]
        }
        // Stems by their bytes first: two names that only look alike may be two files' names.
        var places: [[UInt8]: Int] = [:]
        var groups: [[DiscoveredFile]] = []
        for file in files {
            let stem = Array(PathText.stem(of: file.relativePath).utf8)
            if let place = places[stem] {
                groups[place].append(file)
            } else {
                places[stem] = groups.count
                groups.append([file])
            }
        }
        return joined(groups).map { files in
            let stem = PathText.stem(of: files[0].relativePath)
            let path = PathText.joined(files[0].folder, stem)
            return InputGroup(name: stem, files: sorted(files), outputPath: path)
        }
    }

    /// Puts stems together that differ in letter case or in how accents are composed, as names do that went through other
    /// systems: `Bär.png` and `Bär.m4a`. Two files of one extension are two items.
    private func joined(_ groups: [[DiscoveredFile]]) -> [[DiscoveredFile]] {
        var places: [String: [Int]] = [:]
        for (place, files) in groups.enumerated() {
            places[PathText.stem(of: files[0].relativePath).folded, default: []].append(place)
        }
        var groups = groups
        for alike in places.values where alike.count > 1 {
            let kinds = alike.flatMap { groups[$0].map { PathText.suffix(of: $0.relativePath).folded } }
            guard Set(kinds).count == kinds.count else { continue }
            groups[alike[0]] = alike.flatMap { groups[$0] }
            for place in alike.dropFirst() { groups[place] = [] }
        }
        return groups.filter { !$0.isEmpty }
    }

    private func sorted(_ files: [DiscoveredFile]) -> [DiscoveredFile] {
        files.sorted { NaturalOrder.precedes($0.name, $1.name) }
    }

    private static func place(of file: DiscoveredFile) -> [[UInt8]] {
        [Array(file.root.utf8), Array(PathText.folder(of: file.path).utf8), Array(file.folder.utf8)]
            .suffix(file.rootName.isEmpty ? 2 : 3)
    }

    private static func topName(of file: DiscoveredFile) -> String {
        let name = file.rootName.isEmpty ? PathText.name(of: PathText.folder(of: file.path)) : file.rootName
        return name.isEmpty ? "files" : name
    }
}

extension String {
    /// Equal for names that differ only in letter case or in how accents are composed.
    var folded: String {
        utf8.allSatisfy { $0 < 0x80 } ? lowercased() : precomposedStringWithCanonicalMapping.lowercased()
    }
}
