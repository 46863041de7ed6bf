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
                Self.encoded(isShown ? FileName.bytes(of: String($0)) : Array($0.utf8))
            }
        // Never to be taken for a scheme: `a:b` is `./a%3Ab`.
        return steps.first == ".." ? steps.joined(separator: "/") : "./" + steps.joined(separator: "/")
    }

    private static func encoded(_ name: [UInt8]) -> String {
        var text = ""
        for byte in name {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
