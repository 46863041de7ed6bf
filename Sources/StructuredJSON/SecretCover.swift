import Foundation
import SluiceSupport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Covers a secret in texts that somebody else wrote, also where it is percent-encoded or in base64.
package struct SecretCover: Hashable, Sendable {
    /// The secret, and what it looks like inside other texts.
    private let forms: [String]
    private let mark: String
    /// Whether the secret is long enough to be looked for in everything. A shorter one may be a word of an answer.
    package let isTelling: Bool

    /// - Parameter mark: What stands in the secret's place.
    package init(_ secret: String, mark: String) {
        isTelling = secret.utf8.count >= 8
        forms = isTelling ? [secret] + Self.otherForms(of: secret) : [secret]
        self.mark = mark
    }

    /// The text without the secret.
    package func covering(_ text: String) -> String {
        forms.reduce(text) { text, form in
            guard text.holds(form) else { return text }
            return text.split(separator: form, omittingEmptySubsequences: false).joined(separator: mark)
        }
    }

    /// The value without the secret in its texts and names, if that is long enough to be looked for.
    package func covering(_ json: JSONValue) -> JSONValue {
        isTelling ? covered(json) ?? json : json
    }

    /// `nil` when there is nothing to cover.
    private func covered(_ json: JSONValue) -> JSONValue? {
        switch json {
        case .null, .bool, .number: return nil
        case .string(let text): return covered(text).map(JSONValue.string)
        case .array(let elements):
            var changed: [JSONValue]?
            for (index, element) in elements.enumerated() {
                guard let covered = covered(element) else { continue }
                changed = changed ?? elements
                changed?[index] = covered
            }
            return changed.map(JSONValue.array)
        case .object(let members):
            var changed: [(String, JSONValue)] = []
            var isChanged = false
            for (name, value) in members {
                let (newName, newValue) = (covered(name), covered(value))
                isChanged = isChanged || newName != nil || newValue != nil
                changed.append((newName ?? name, newValue ?? value))
            }
            return isChanged ? .object(JSONObject(changed)) : nil
        }
    }

    private func covered(_ text: String) -> String? {
        guard forms.contains(where: { text.holds($0) }) else { return nil }
        return covering(text)
    }

    /// Base64 has three forms, as the secret may begin at any of three places; of each, the characters that do not depend on what
    /// is around the secret.
    private static func otherForms(of secret: String) -> [String] {
        let encoded = secret.percentEncoded
        var forms: [String] = encoded == secret ? [] : [encoded, encoded.lowercased()]
        for offset in 0..<3 {
            let bytes = Data(repeating: 0, count: offset) + Data(secret.utf8)
            let text = bytes.base64EncodedString()
            let core = String(text.prefix(bytes.count * 8 / 6).dropFirst((offset * 8 + 5) / 6))
            forms.append(core)
            let other = core.replacing("+", with: "-").replacing("/", with: "_")
            if other != core { forms.append(other) }
        }
        return forms
    }
}

extension String {
    /// Whether another text, which is not empty, occurs in this one, byte by byte.
    fileprivate func holds(_ other: String) -> Bool {
        guard utf8.count >= other.utf8.count else { return false }
        var (text, other) = (self, other)
        return text.withUTF8 { text in
            other.withUTF8 { other in
                guard let start = text.baseAddress, let sought = other.baseAddress else { return false }
                var at = 0
                while text.count - at >= other.count {
                    let room = text.count - at - other.count + 1
                    guard let hit = unsafe memchr(start + at, CInt(sought.pointee), room) else { return false }
                    if unsafe memcmp(hit, sought, other.count) == 0 { return true }
                    at = unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(start) + 1
                }
                return false
            }
        }
    }
}
