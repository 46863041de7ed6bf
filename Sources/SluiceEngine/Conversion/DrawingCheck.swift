import Foundation
import SluiceMedia

/// Whether an SVG drawing is all there is of it: no picture, style, entity or other piece that some program would fetch by name.
///
/// It is stricter than XML: a drawing with declarations of its own is refused, since they may add attributes and texts where
/// nobody sees them.
struct DrawingCheck {
    /// Why it is refused; `nil` for one that stands alone.
    let objection: String?

    init(_ text: String) {
        objection = Self.objection(to: text)
    }

    private static let outside = "the drawing takes in other files, which stay here"

    private static func objection(to text: String) -> String? {
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            if let style = rest[..<start].nonBlank, !isClean(css: entitiesResolved(style)) { return outside }
            rest = rest[start...]
            if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else { return broken }
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("<![CDATA[") {
                guard let end = rest.firstRange(of: "]]>") else { return broken }
                if !isClean(css: String(rest[..<end.lowerBound])) { return outside }
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("<!") {
                guard let end = rest.firstIndex(of: ">") else { return broken }
                if rest[..<end].contains("[") { return "the drawing declares entities or attributes of its own" }
                rest = rest[rest.index(after: end)...]
            } else if rest.hasPrefix("<?") {
                guard let end = rest.firstRange(of: "?>") else { return broken }
                if rest.dropFirst(2).prefix(14).lowercased() == "xml-stylesheet" { return outside }
                rest = rest[end.upperBound...]
            } else {
                guard let tag = Tag(&rest) else { return broken }
                if let objection = tag.objection { return objection }
            }
        }
        return nil
    }

    private static let broken = "the drawing is not well-formed"

    /// One start or end tag.
    private struct Tag {
        let name: String
        var attributes: [(name: String, value: String)] = []

        /// Reads up to and with its end. `nil` when it has none.
        init?(_ rest: inout Substring) {
            var at = rest.index(after: rest.startIndex)
            func isEnd(_ character: Character) -> Bool {
                character.isWhitespace || character == ">" || character == "/"
            }
            if at < rest.endIndex, rest[at] == "/" { at = rest.index(after: at) }
            let nameEnd = rest[at...].firstIndex(where: isEnd) ?? rest.endIndex
            name = DrawingCheck.local(rest[at..<nameEnd])
            at = nameEnd
            while at < rest.endIndex {
                if rest[at] == ">" {
                    rest = rest[rest.index(after: at)...]
                    return
                }
                if rest[at].isWhitespace || rest[at] == "/" {
                    at = rest.index(after: at)
                    continue
                }
                let key = rest[at...].prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" }
                at = key.endIndex
                while at < rest.endIndex, rest[at].isWhitespace { at = rest.index(after: at) }
                guard at < rest.endIndex, rest[at] == "=" else { return nil }
                at = rest.index(after: at)
                while at < rest.endIndex, rest[at].isWhitespace { at = rest.index(after: at) }
                guard at < rest.endIndex, rest[at] == "\"" || rest[at] == "'" else { return nil }
                let inside = rest.index(after: at)
                guard let end = rest[inside...].firstIndex(of: rest[at]) else { return nil }
                attributes.append((String(key).lowercased(), DrawingCheck.entitiesResolved(rest[inside..<end])))
                at = rest.index(after: end)
            }
            return nil
        }

        var objection: String? {
            for (key, value) in attributes {
                if key == "xml:base" { return DrawingCheck.outside }
                let local = DrawingCheck.local(key[...])
                // Where a link leads to is not fetched.
                if local == "href" || local == "src", name != "a", !DrawingCheck.isInside(value) {
                    return DrawingCheck.outside
                }
                if key.hasPrefix("xmlns") { continue }
                if !DrawingCheck.isClean(css: value) { return DrawingCheck.outside }
            }
            return nil
        }
    }

    /// The name behind its prefix, in lower case.
    private static func local(_ name: Substring) -> String {
        (name.lastIndex(of: ":").map { name[name.index(after: $0)...] } ?? name).lowercased()
    }

    /// A part of the same drawing, or a picture that is inside of it. A drawing inside of the drawing is not looked through.
    private static func isInside(_ place: String) -> Bool {
        let place = place.filter { !$0.isWhitespace }.lowercased()
        let pictures = ["png", "jpeg", "jpg", "gif", "webp"].map { "data:image/\($0)" }
        return place.isEmpty || place.hasPrefix("#")
            || pictures.contains { place.hasPrefix($0 + ";") || place.hasPrefix($0 + ",") }
    }

    /// Of a style, a style sheet or any attribute: whether it asks for no file.
    private static func isClean(css text: String) -> Bool {
        guard text.contains("(") || text.contains("@") || text.contains("\\") else { return true }
        let plain = text.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "").replacing(
            /\\([0-9a-fA-F]{1,6})[ \t\r\n\f]?/
        ) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
        }.replacing("\\", with: "").lowercased()
        if plain.contains("@import") || plain.contains("image-set(") || plain.contains("src(") { return false }
        return plain.matches(of: /url\(\s*["']?([^"')]*)/).allSatisfy { isInside(String($0.1)) }
    }

    private static func entitiesResolved(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        let named = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
        return String(
            text.replacing(/&(?:#x([0-9a-fA-F]{1,8})|#([0-9]{1,8})|([A-Za-z][A-Za-z0-9]*));/) { match in
                if let digits = match.1 ?? match.2 {
                    let scalar = UInt32(digits, radix: match.1 == nil ? 10 : 16).flatMap(Unicode.Scalar.init)
                    return scalar.map { String(Character($0)) } ?? ""
                }
                return match.3.flatMap { named[String($0)] } ?? ""
            }
        )
    }
}

extension Substring {
    fileprivate var nonBlank: Substring? { allSatisfy(\.isWhitespace) ? nil : self }
}
