/// Paths as texts, byte for byte: nothing is resolved and nothing is normalised.
enum PathText {
    static func name(of path: String) -> String {
        String(path.utf8.lastIndex(of: slash).map { path[path.utf8.index(after: $0)...] } ?? path[...])
    }

    static func folder(of path: String) -> String {
        String(path.utf8.lastIndex(of: slash).map { path[..<$0] } ?? "")
    }

    /// The name without its last extension: `IMG_1` of `IMG_1.jpg`, and `.env` of `.env`.
    static func stem(of path: String) -> String {
        let name = name(of: path)
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// What the stem lacks: `.jpg`; empty where there is none.
    static func suffix(of path: String) -> String {
        let name = name(of: path)
        return String(name.dropFirst(stem(of: name).count))
    }

    static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder.utf8.last == slash ? folder + name : "\(folder)/\(name)"
    }

    /// The path without empty parts and `.`; parts before a `..` go with it, and none climbs out.
    static func cleaned(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.utf8.split(separator: slash).map({ Substring($0) }) {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    private static let slash = UInt8(ascii: "/")
}
