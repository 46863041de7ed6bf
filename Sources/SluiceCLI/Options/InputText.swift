import Foundation
import Sluice

/// A text of the command line that may stand in a file: `@prompt.txt`.
enum InputText {
    static func resolving(_ text: String) throws -> String {
        guard text.hasPrefix("@") else { return text }
        let path = String(text.dropFirst())
        guard FileManager.default.fileExists(atPath: path) else {
            throw Complaint(.usage, "There is no file \(path.printable). What begins with @ names a file to read.")
        }
        return try named(path)
    }

    /// The text of a file that somebody named.
    static func named(_ path: String) throws -> String {
        do {
            guard let text = String(validating: try RegularFile.read(path), as: UTF8.self) else {
                throw Complaint(.usage, "\(path.printable) cannot be read as UTF-8 text.")
            }
            return text
        } catch let failure as RegularFile.Failure {
            throw Complaint(.usage, "\(path.printable) cannot be read: \(failure)")
        }
    }
}
