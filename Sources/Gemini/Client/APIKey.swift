import StructuredJSON

/// The key to the service. It prints as dots: only the header of a request ever holds its text.
public struct APIKey: Sendable, Hashable {
    let secret: String
    private let cover: SecretCover

    /// Blanks and line ends around the key are cut off, as the service's own libraries do (contract §1.4).
    ///
    /// `nil` when nothing is left, or when the text could not be a header's value.
    public init?(_ text: String) {
        let secret = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        guard !secret.isEmpty, secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.secret = secret
        cover = SecretCover(secret, mark: "…")
    }

    /// The key of the environment: `GOOGLE_API_KEY`, else `GEMINI_API_KEY`. An empty one counts as unset.
    public static func inEnvironment(_ environment: [String: String]) -> APIKey? {
        environment["GOOGLE_API_KEY"].flatMap(APIKey.init) ?? environment["GEMINI_API_KEY"].flatMap(APIKey.init)
    }

    /// Whether the key is long enough to be looked for in everything: only an emulator takes shorter ones.
    var isTelling: Bool { cover.isTelling }

    /// A text in which the key, should it occur, is covered.
    func redacted(_ text: String) -> String { cover.covering(text) }

    /// A value whose texts and names do not hold the key.
    func redacted(_ json: JSONValue) -> JSONValue { cover.covering(json) }
}

extension APIKey: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        guard let key = APIKey(value) else { preconditionFailure("This is not a key: it is empty or has blanks in it") }
        self = key
    }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "…" }
    public var debugDescription: String { "…" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
