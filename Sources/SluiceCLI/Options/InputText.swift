import Foundation

/// A text of the command line that may stand in a file: `@prompt.txt`.
enum InputText {
    static func resolving(_ text: String) throws -> String {
        guard text.hasPrefix("@") else { return text }
        let path = String(text.dropFirst())
        guard FileManager.default.fileExists(atPath: path) else {
            throw Complaint(.usage, "There is no file \(path.printable). What begins with @ names a file to read.")
        }
        do {
            return try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw Complaint(.usage, "\(path.printable) cannot be read as UTF-8 text.")
        }
    }
}
