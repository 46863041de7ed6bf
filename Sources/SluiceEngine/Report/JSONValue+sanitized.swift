import SluiceSupport
import StructuredJSON

extension JSONValue {
    /// The value with every text in it sanitized, names of members included.
    func sanitized(for use: TextUse) -> JSONValue {
        switch self {
        case .string(let text): .string(text.sanitized(for: use))
        case .array(let elements): .array(elements.map { $0.sanitized(for: use) })
        case .object(let members):
            .object(JSONObject(members.map { ($0.key.sanitized(for: use), $0.value.sanitized(for: use)) }))
        case .null, .bool, .number: self
        }
    }
}
