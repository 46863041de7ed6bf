import SluiceSupport

/// Addresses of files, as seen from the folder that the page is in.
struct RelativeLink {
    private let folder: [Substring]

    /// - Parameter folder: The page's, absolute.
    init(from folder: String) { self.folder = folder.split(separator: "/") }

    /// An address without a scheme, each byte outside of letters, digits and `-._~` written as `%XX`.
    ///
    /// - Parameter path: Absolute.
    func to(_ path: String) -> String {
        let isShown = !FileName.original(of: path).elementsEqual(path.utf8)
        let target = path.split(separator: "/")
        let common = zip(folder, target.dropLast()).prefix { Array($0.utf8) == Array($1.utf8) }.count
        let steps =
            Array(repeating: "..", count: folder.count - common)
            + target.dropFirst(common).map {
                (isShown ? FileName.bytes(of: String($0)) : Array($0.utf8)).percentEncoded
            }
        // Never to be taken for a scheme: `a:b` is `./a%3Ab`.
        return steps.first == ".." ? steps.joined(separator: "/") : "./" + steps.joined(separator: "/")
    }
}
