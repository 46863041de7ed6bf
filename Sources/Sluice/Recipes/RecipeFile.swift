import Foundation

/// A small text file that a recipe is, or names.
struct RecipeFile {
    let path: String

    /// A name in a recipe is meant from the recipe's folder.
    init(_ name: String, besides file: String) {
        path = name.hasPrefix("/") ? name : (file as NSString).deletingLastPathComponent.appendingPath(name)
    }

    init(path: String) { self.path = path }

    /// - Throws: with the file under the name that the user knows it by.
    func text(named name: String, at place: LocatedValue.Place? = nil) throws(RecipeError) -> String {
        func refused(_ why: String) -> RecipeError { RecipeError(why, file: name, at: place) }
        let label = place == nil ? "the file" : "'\(path)'"
        guard let handle = FileHandle(forReadingAtPath: path) else { throw refused("\(label) cannot be opened") }
        defer { try? handle.close() }
        let data: Data?
        do {
            data = try handle.read(upToCount: YAMLReader.mostBytes + 1)
        } catch {
            throw refused("\(label) cannot be read: \(error.localizedDescription)")
        }
        guard let data, !data.isEmpty else { throw refused("\(label) is empty") }
        guard data.count <= YAMLReader.mostBytes else {
            throw refused("\(label) is larger than \(YAMLReader.mostBytes) bytes")
        }
        guard let text = String(validating: data, as: UTF8.self) else { throw refused("\(label) is not UTF-8 text") }
        return text
    }
}

extension String {
    fileprivate func appendingPath(_ name: String) -> String { isEmpty ? name : "\(self)/\(name)" }
}
