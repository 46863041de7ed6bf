import Foundation

/// A text of the command line that may stand in a file: `@prompt.txt`.
enum InputText {
    static func resolving(_ text: String) throws -> String {
        guard text.hasPrefix("@") else { return text }
        let path = String(text.dropFirst())
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Complaint(.usage, "\(path.printable) cannot be read as UTF-8 text.")
        }
    }
}
