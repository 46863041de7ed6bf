/// The encoding that a text names itself: XML 1.0 (section 4.3.3), `meta` of HTML, `@charset` of CSS, the cookie of source
/// code (PEP 263) and the code page of RTF.
enum DeclaredEncoding {
    static func label(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
        let start = head.drop { $0.isWhitespace }
        if start.hasPrefix("<?xml") {
            if let match = start.firstMatch(of: /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._:\-]+)["']/) {
                return String(match.1)
            }
        }
        if start.hasPrefix("<"),
            let match = start.firstMatch(of: /(?i)<meta[^>]*\scharset\s*=\s*["']?\s*([A-Za-z0-9._:\-]+)/)
                ?? start.firstMatch(of: /(?i)<meta[^>]*content\s*=\s*["'][^"'>]*charset=([A-Za-z0-9._:\-]+)/)
        {
            return String(match.1)
        }
        if let match = head.firstMatch(of: /^@charset "([A-Za-z0-9._:\-]+)";/) { return String(match.1) }
        if let match = head.firstMatch(of: /^\{\\rtf1?[^{}]*\\ansicpg([0-9]{3,5})/) { return "cp\(match.1)" }
        if start.hasPrefix("#") || start.hasPrefix("//") || start.hasPrefix("%") {
            let lines = start.split(separator: "\n", maxSplits: 2).prefix(2).joined(separator: "\n")
            if let match = lines.firstMatch(of: /^[#%\/ \t].*?coding[:=][ \t]*([A-Za-z0-9._\-]+)/) {
                return String(match.1)
            }
        }
        return nil
    }
}
