/// Files that come more than once, by lists and by names: each is taken once.
struct Repeats {
    private var seen: Set<FilePlace> = []
    private var count = 0
    private var first: String?

    /// Whether a file came before. Hard links are files of their own; equal contents are asked about once anyway.
    mutating func isRepeat(_ file: DiscoveredFile) -> Bool {
        guard let place = file.place, !seen.insert(place).inserted else { return false }
        count += 1
        first = first ?? (FileName.isEscaped(file.relativePath) ? file.relativePath : file.path)
        return true
    }

    /// What is to be said of it, once.
    mutating func takeNote() -> DiscoveryProblem? {
        guard let path = first else { return nil }
        first = nil
        let rest = count == 1 ? "" : ", as are \(count - 1) more paths"
        return DiscoveryProblem(path: path, message: "is given more than once\(rest): each is taken once", isNote: true)
    }
}

extension FilePlace {
    /// `nil` when it is gone meanwhile.
    init?(of path: [UInt8]) {
        let slash = UInt8(ascii: "/")
        guard let real = FolderListing.realPath(of: path), let end = real.lastIndex(of: slash),
            case .folder(let identity) = FolderListing.kind(of: end == 0 ? [slash] : Array(real[..<end]))
        else { return nil }
        self.init(folder: identity, name: Array(real[(end + 1)...]))
    }
}
