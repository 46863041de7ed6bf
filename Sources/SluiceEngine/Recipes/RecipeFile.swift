import Foundation
import SluiceMedia

/// A small text file that a recipe is, or names.
struct RecipeFile {
    let path: String

    /// A name in a recipe is meant from the recipe's folder.
    init(_ name: String, besides file: String) {
        path = name.hasPrefix("/") ? name : (file as NSString).deletingLastPathComponent.appendingPath(name)
    }

    init(path: String) { self.path = path }

    /// Whether it is in the folder of a recipe or below it, wherever links lead. What is not there cannot be read anyway.
    func isBelow(_ recipe: String) -> Bool {
        guard let real = FolderListing.realPath(of: Array(path.utf8)) else { return true }
        let name = (recipe as NSString).deletingLastPathComponent
        guard let folder = FolderListing.realPath(of: Array((name.isEmpty ? "." : name).utf8)) else { return false }
        let prefix = folder.last == UInt8(ascii: "/") ? folder : folder + [UInt8(ascii: "/")]
        return real.starts(with: prefix)
    }

    /// - Throws: with the file under the name that the user knows it by.
    func text(named name: String, at place: LocatedValue.Place? = nil) throws(RecipeError) -> String {
        func refused(_ why: String) -> RecipeError { RecipeError(why, file: name, at: place) }
        let label = place == nil ? "the file" : "'\(path)'"
        let data: [UInt8]
        do throws(RegularFile.Failure) {
            data = try RegularFile.read(path, atMost: YAMLReader.mostBytes)
        } catch {
            throw refused("\(label) \(error.isMissing ? "cannot be opened" : error.description)")
        }
        guard !data.isEmpty else { throw refused("\(label) is empty") }
        // Editors of Windows write UTF-16 and marks; no other encoding is guessed at where prompts are concerned.
        guard let reading = TextReading(of: data), reading.source == .content, reading.damage.count == 0 else {
            throw refused("\(label) is not UTF-8 text")
        }
        return reading.text(of: data)
    }
}

extension String {
    fileprivate func appendingPath(_ name: String) -> String { isEmpty ? name : "\(self)/\(name)" }
}
