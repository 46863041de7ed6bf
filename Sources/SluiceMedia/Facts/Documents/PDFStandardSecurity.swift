/// The standard security handler of PDF: ISO 32000-2, sections 7.6.4.3 and 7.6.4.4 (revisions 2 to 6).
struct PDFStandardSecurity {
    private let revision: Int
    private let owner: [UInt8]
    private let user: [UInt8]
    private let permissions: Int
    private let keyBytes: Int
    private let encryptsMetadata: Bool
    private let identifier: [UInt8]
    private let encryptsNothing: Bool

    /// `nil` for a dictionary that is not all there.
    init?(_ dictionary: [String: PDFValue], _ identifier: [UInt8]) {
        guard let revision = dictionary["R"]?.integer, let owner = dictionary["O"]?.string,
            let user = dictionary["U"]?.string, user.count >= 32
        else { return nil }
        let version = dictionary["V"]?.integer ?? 0
        self.revision = revision
        self.owner = owner
        self.user = user
        self.identifier = identifier
        permissions = dictionary["P"]?.integer ?? 0
        let length = dictionary["Length"]?.integer ?? 40
        // Some write bytes where bits are meant.
        keyBytes = revision == 2 ? 5 : version >= 4 ? 16 : min(16, max(5, length < 40 ? length : length / 8))
        if case .bool(false) = dictionary["EncryptMetadata"] {
            encryptsMetadata = false
        } else {
            encryptsMetadata = true
        }
        // Files that are attached may be all that is encrypted.
        encryptsNothing = version >= 4 && (dictionary["StmF"]?.name ?? "Identity") == "Identity"
    }

    /// Whether the empty password is the right one. `nil` for revisions that are not known.
    var opensWithoutPassword: Bool? {
        if encryptsNothing { return true }
        switch revision {
        case 2: return RC4.apply(key, to: Self.padding) == Array(user.prefix(32))
        case 3, 4:
            var check = RC4.apply(key, to: Digest.md5(Self.padding + identifier))
            for round in 1...19 { check = RC4.apply(key.map { $0 ^ UInt8(round) }, to: check) }
            return check == Array(user.prefix(16))
        case 5:
            guard user.count >= 48 else { return nil }
            return Digest.sha2(256, user[32..<40] + []) == Array(user.prefix(32))
        case 6:
            guard user.count >= 48 else { return nil }
            return Self.hardened(Array(user[32..<40])) == Array(user.prefix(32))
        default: return nil
        }
    }

    /// Algorithm 2, of the empty password.
    private var key: [UInt8] {
        var input = Self.padding + owner.prefix(32)
        input += (0..<4).map { UInt8(truncatingIfNeeded: permissions >> ($0 * 8)) } + identifier
        if revision >= 4, !encryptsMetadata { input += [0xFF, 0xFF, 0xFF, 0xFF] }
        var digest = Digest.md5(input)
        if revision >= 3 { for _ in 0..<50 { digest = Digest.md5(Array(digest.prefix(keyBytes))) } }
        return Array(digest.prefix(keyBytes))
    }

    /// Algorithm 2.B, of the empty password.
    private static func hardened(_ salt: [UInt8]) -> [UInt8] {
        var key = Digest.sha2(256, salt)
        var round = 0
        while round < 2048 {
            let input = (0..<64).flatMap { _ in key }
            let encrypted = AES.encrypt(input, key: Array(key[..<16]), vector: Array(key[16..<32]))
            guard let last = encrypted.last else { return [] }
            let remainder = encrypted.prefix(16).reduce(0) { $0 + Int($1) } % 3
            key = Digest.sha2([256, 384, 512][remainder], encrypted)
            round += 1
            if round >= 64, Int(last) <= round - 32 { break }
        }
        return Array(key.prefix(32))
    }

    private static let padding: [UInt8] = [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E,
        0x00,
        0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ]
}
