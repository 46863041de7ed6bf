import Foundation

/// Whether the files of an item can be written, as far as can be told before anything is paid for.
struct OutputObstacle {
    let folder: OutputFolder
    let formats: [OutputFormat]

    /// What stands in the way of an item. `nil` where nothing is seen.
    func find(for item: String) -> ItemError? {
        let names = [OutputFolder.recordPath(of: item)] + formats.map { OutputFolder.path(of: item, $0) }
        var path = folder.url.path(percentEncoded: false)
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        var system = statvfs()
        let longest = unsafe statvfs(path, &system) == 0 ? max(Int(system.f_namemax), 14) : 255
        func isTooLong(_ name: some StringProtocol) -> Bool { name.utf8.count > longest }
        var isThere = true
        for name in PathText.folder(of: names[0]).split(separator: "/") {
            guard !isTooLong(name) else { return ItemError(unwritable: "\(path)/\(name)", ENAMETOOLONG) }
            guard isThere else { continue }
            let next = PathText.joined(path, String(name))
            var status = stat()
            guard unsafe lstat(next, &status) == 0 else {
                isThere = errno != ENOENT
                if isThere { return ItemError(unwritable: next, errno) }
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: path = next
            case S_IFLNK:
                let reason = "is a symbolic link, which is not followed inside the output folder"
                return ItemError(unwritable: next, because: reason)
            default: return ItemError(unwritable: next, because: "is a file where a folder must be")
            }
        }
        if unsafe access(path, W_OK | X_OK) != 0, errno != ENOENT { return ItemError(unwritable: path, errno) }
        for name in names {
            let place = PathText.joined(folder.url.path(percentEncoded: false), name)
            guard !isTooLong(PathText.name(of: name)), place.utf8.count < 4096 else {
                return ItemError(unwritable: place, ENAMETOOLONG)
            }
            var status = stat()
            if isThere, unsafe lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                return ItemError(unwritable: place, because: "is a folder where a file must be")
            }
        }
        return nil
    }

    /// What of the inputs will stand in the way: a folder beside the item that is named like one of its files.
    func find(among group: InputGroup) -> ItemError? {
        guard let file = group.files.first, let siblings = file.siblings else { return nil }
        let name = PathText.name(of: group.outputPath)
        let isBeside =
            group.outputPath == PathText.joined(file.folder, name)
            || group.outputPath.hasSuffix("/" + PathText.joined(file.folder, name))
        let folder = isBeside ? file.folder : PathText.folder(of: file.folder)
        for output in [OutputFolder.recordPath(of: name)] + formats.map({ OutputFolder.path(of: name, $0) })
        where siblings.paths.contains(Array(PathText.joined(folder, output).utf8)) {
            return ItemError(
                kind: .unwritable,
                message: "\(group.outputPath) has a folder beside it that is named like its output \(output)",
                hint: "rename one of them"
            )
        }
        return nil
    }
}

/// The outputs of a run in a folder whose file system does not tell letter case or composed accents apart.
struct FoldedOutputs {
    /// By the hashes of their folded paths: who came first.
    private var owners: [Int: String] = [:]

    /// - Returns: The item that has the same file already.
    mutating func claim(_ item: String) -> String? {
        let key = item.folded.hashValue
        guard let owner = owners[key] else {
            owners[key] = item
            return nil
        }
        return owner.utf8.elementsEqual(item.utf8) ? nil : owner
    }
}
