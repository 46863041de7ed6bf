/// The id of a file, checked by the service's rule (contract §6.3).
struct FileName: Hashable, Sendable {
    let id: String

    /// `nil` for what cannot be the id of a file. Takes `files/abc` as well as `abc`.
    init?(_ name: String) {
        let id = name.hasPrefix("files/") ? name.dropFirst(6) : Substring(name)
        guard (1...40).contains(id.utf8.count), id.utf8.allSatisfy(Self.isAllowed), id.first != "-", id.last != "-"
        else { return nil }
        self.id = String(id)
    }

    /// A new id of twelve characters: a number of twelve digits to the base of 36.
    static func random() -> FileName {
        let number = UInt64.random(in: 131_621_703_842_267_136..<4_738_381_338_321_616_896)
        return FileName(unchecked: String(number, radix: 36))
    }

    /// The file that a `uri` in a content block means: any host, as clients reach us by many names.
    init?(uri: String) {
        guard uri.hasPrefix("http://") || uri.hasPrefix("https://") else { return nil }
        let path = uri.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        guard path.count == 5, path[2] == "v1" || path[2] == "v1beta", path[3] == "files" else { return nil }
        self.init(String(path[4]))
    }

    private init(unchecked id: String) { self.id = id }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
