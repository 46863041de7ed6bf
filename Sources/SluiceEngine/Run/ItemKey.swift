import SluiceLedger
import SluiceMedia
import StructuredJSON

/// What makes an item's answer its own: the bytes, what the service is told they are, and everything that is asked.
///
/// Names count only where a prompt has them in it, so that a renamed file keeps its answer.
enum ItemKey {
    /// The key, and what it was made of.
    struct Parts: Hashable, Sendable {
        let key: String
        let digests: LedgerEntry.KeyParts
    }

    /// - Parameters:
    ///   - recipeDigest: Of the canonical recipe.
    ///   - prompts: As rendered for this item.
    static func of(_ media: [MediaFile], recipe: JSONValue, recipeDigest: String, prompts: [String]) -> Parts {
        let files = JSONValue.array(
            media.map { file in
                // Bytes that a recipe reads in two ways are two texts.
                let encoding = file.text.flatMap { $0.source == .named ? $0.encoding.name : nil }
                return .array(
                    [file.identity, file.type.rawValue].map(JSONValue.string) + (encoding.map { [.string($0)] } ?? [])
                )
            }
        )
        let prompts = JSONValue.array(prompts.map(JSONValue.string))
        let key: JSONValue = ["files": files, "recipe": recipe, "prompts": prompts]
        return Parts(
            key: digest(key),
            digests: LedgerEntry.KeyParts(files: digest(files), recipe: recipeDigest, prompts: digest(prompts))
        )
    }

    private static func digest(_ json: JSONValue) -> String { SHA256Digester.hex(of: json.serialized(.canonical)) }
}
