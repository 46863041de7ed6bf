import SluiceSupport
import StructuredJSON

extension JSONValue {
    /// A value without parts as a reader sees it. `nil` for what has parts, and for nothing.
    var scalarText: String? {
        switch self {
        case .string(let text): text.sanitized(for: .file)
        case .number(let number): number.literal
        case .bool(let bool): bool ? "yes" : "no"
        case .null, .array, .object: nil
        }
    }
}
