import Media
import StructuredJSON

/// What makes an item's answer its own: the bytes, what the service is told they are, and everything that is asked.
///
/// Names count only where a prompt has them in it, so that a renamed file keeps its answer.
enum ItemKey {
    /// - Parameter prompts: As rendered for this item.
    static func of(_ media: [MediaFile], recipe: JSONValue, prompts: [String]) -> String {
        let key: JSONValue = [
            "files": .array(media.map { [.string($0.sha256), .string($0.type.rawValue)] }),
            "recipe": recipe,
            "prompts": .array(prompts.map(JSONValue.string)),
        ]
        return SHA256Digester.hex(of: key.serialized(.canonical))
    }
}
